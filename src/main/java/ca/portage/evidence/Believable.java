package ca.portage.evidence;

import ca.portage.config.DistinguishedName;
import ca.portage.pki.Trust;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * Whom to believe of a channel.
 *
 * @param trusts the authorities, as one or several folders have them; a path to one is enough
 * @param gateway the certificates the gateway signs with, former ones too
 * @param names the names whose certificates are the gateway's, whichever it renews them to; if
 *     there is neither certificate nor name, whoever has a path to an authority is believed
 */
public record Believable(
    List<Trust> trusts, Set<X509Certificate> gateway, Set<DistinguishedName> names) {
  /** Copies all. */
  public Believable {
    trusts = List.copyOf(trusts);
    gateway = Set.copyOf(gateway);
    names = Set.copyOf(names);
  }

  /** Whoever has a path to these authorities. */
  public static Believable of(Trust trust) {
    return new Believable(List.of(trust), Set.of(), Set.of());
  }

  /** Whether a signer may be the gateway, by certificate or by name, as at the time of receipt. */
  boolean expects(X509Certificate signer) {
    return gateway.isEmpty() && names.isEmpty()
        || gateway.contains(signer)
        || DistinguishedName.of(signer.getSubjectX500Principal())
            .filter(names::contains)
            .isPresent();
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
