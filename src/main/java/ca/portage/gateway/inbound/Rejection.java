package ca.portage.gateway.inbound;

import ca.portage.cms.CmsException;
import ca.portage.cms.CmsException.Reason;
import ca.portage.ediint.Disposition;
import ca.portage.ediint.NotSignedException;
import ca.portage.mime.MalformedMimeException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Why a part is rejected: what the admin reads, and what the sender is told.
 *
 * @param reason for the ledger
 * @param disposition for the receipt; the same for every failure to decrypt, and for whatever else
 *     shows only when the decryption went well (reliability E11, E15)
 */
record Rejection(String reason, Disposition disposition) {
  /** A missing key or a clock that is wrong is our fault until it is proved otherwise. */
  private static final Set<Reason> OURS =
      EnumSet.of(Reason.NO_RECIPIENT_KEY, Reason.SIGNER_EXPIRED, Reason.SIGNER_NOT_YET_VALID);

  private static final String WAITED =
      " It was held for schedule.holdMax of the profile and nothing changed, so it was given up;"
          + " have it sent again once the cause is mended.";

  /**
   * The rejection that a failure calls for; nothing for one that is not the message's fault.
   *
   * @param waited whether it was held as long as one is that may be our fault
   * @param unproved whether it was decrypted and nobody's signature on it has been believed yet.
   *     Then the sender hears of anything that was found before a signature verified as of a
   *     failure to decrypt: another word would tell whoever made it up out of captured ciphertext
   *     that its padding was right
   */
  static Optional<Rejection> of(Throwable cause, boolean unproved, boolean waited) {
    if (cause instanceof CmsException cms && cms.reason() == Reason.SIGNER_STATUS_UNKNOWN) {
      // A revocation list that is missing is never the message's fault, however long it is missing.
      return Optional.empty();
    }
    return (waited || !mayBeOurs(cause) ? disposition(cause) : Optional.<Disposition>empty())
        .map(
            said ->
                new Rejection(
                    mayBeOurs(cause) ? givenUp(cause.getMessage()) : cause.getMessage(),
                    unproved && !signed(cause) ? Disposition.DECRYPTION_FAILED : said));
  }

  private static String givenUp(String why) {
    return why + (why.endsWith(".") ? "" : ".") + WAITED;
  }

  private static boolean mayBeOurs(Throwable cause) {
    return cause instanceof CmsException cms && OURS.contains(cms.reason());
  }

  private static boolean signed(Throwable cause) {
    return cause instanceof CmsException cms && cms.afterSignature();
  }

  private static Optional<Disposition> disposition(Throwable cause) {
    if (cause instanceof CmsException cms) {
      return Optional.of(disposition(cms));
    }
    if (cause instanceof NotSignedException) {
      return Optional.of(Disposition.AUTHENTICATION_FAILED);
    }
    return cause instanceof MalformedMimeException
        ? Optional.of(Disposition.UNEXPECTED_PROCESSING_ERROR)
        : Optional.empty();
  }

  /** The words of CIG I-10 to I-13. */
  private static Disposition disposition(CmsException e) {
    return switch (e.reason()) {
      case NO_RECIPIENT_KEY, ENCRYPTION_REFUSED, DECRYPTION_FAILED -> Disposition.DECRYPTION_FAILED;
      case SIGNATURE_INVALID -> Disposition.INTEGRITY_CHECK_FAILED;
      case NOT_SIGNED,
          SIGNER_COUNT,
          SIGNER_UNTRUSTED,
          SIGNER_EXPIRED,
          SIGNER_NOT_YET_VALID,
          SIGNER_REVOKED,
          SIGNER_STATUS_UNKNOWN,
          SIGNER_NOT_PINNED,
          SIGNATURE_REFUSED ->
          Disposition.AUTHENTICATION_FAILED;
      case MALFORMED, COMPRESSION_REFUSED, KEY_UNUSABLE -> Disposition.UNEXPECTED_PROCESSING_ERROR;
    };
  }
}
