package ca.portage.evidence;

import ca.portage.pki.Trust;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * Whom to believe of a channel.
 *
 * @param trusts the authorities, as one or several folders have them; a path to one is enough
 * @param gateway the certificates the gateway signs with, former ones too; if there is none,
 *     whoever has a path to an authority is believed
 */
public record Believable(List<Trust> trusts, Set<X509Certificate> gateway) {
  /** Copies both. */
  public Believable {
    trusts = List.copyOf(trusts);
    gateway = Set.copyOf(gateway);
  }

  /** Whoever has a path to these authorities. */
  public static Believable of(Trust trust) {
    return new Believable(List.of(trust), Set.of());
  }

  /** Finds out whom to believe of a channel; asked once a channel at most. */
  @FunctionalInterface
  public interface Source {
    /**
     * Reads certificates.
     *
     * @throws UnknownException if it is not known
     */
    Believable of(String channel) throws UnknownException;
  }

  /** Nobody can say whom to believe; the message says why, and what to do. */
  public static final class UnknownException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says so. */
    public UnknownException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
