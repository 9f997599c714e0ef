package ca.portage.pki;

import ca.portage.logging.Printable;
import java.util.Objects;

/**
 * A certificate that is not trusted for signing at the time asked about, and why not. The message
 * may hold names out of the certificate, made printable (reliability G2).
 */
public final class UntrustedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why it is not trusted. */
  public enum Reason {
    /** Its validity, or that of the authority that issued it, has ended. */
    EXPIRED,
    /** Its validity, or that of the authority that issued it, has not begun. */
    NOT_YET_VALID,
    /** No valid path leads from it to a trusted authority. */
    NO_PATH,
    /** Its key usage does not allow signing (RFC 5280 §4.2.1.3). */
    KEY_USAGE,
    /** A revocation list of its authority names it, or an authority on its path (RFC 5280 §5). */
    REVOKED,
    /** No current revocation list tells of it, and the grace for that is over. */
    STATUS_UNKNOWN
  }

  private final Reason reason;

  UntrustedException(Reason reason, String message, Throwable cause) {
    super(Printable.text(message), cause);
    this.reason = Objects.requireNonNull(reason);
  }

  UntrustedException(Reason reason, String message) {
    this(reason, message, null);
  }

  /** Why the certificate is not trusted. */
  public Reason reason() {
    return reason;
  }
}
