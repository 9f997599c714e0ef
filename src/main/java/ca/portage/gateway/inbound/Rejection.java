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
  /**
   * A missing key, a clock that is wrong or a revocation list that is missing is our fault until it
   * is proved otherwise.
   */
  private static final Set<Reason> OURS =
      EnumSet.of(
          Reason.NO_RECIPIENT_KEY,
          Reason.SIGNER_EXPIRED,
          Reason.SIGNER_NOT_YET_VALID,
          Reason.SIGNER_STATUS_UNKNOWN);

  private static final Set<Reason> BEFORE_ANY_SIGNATURE =
      EnumSet.of(Reason.MALFORMED, Reason.NOT_SIGNED, Reason.COMPRESSION_REFUSED);

  /**
   * The rejection that a failure calls for; nothing for one that is not the message's fault.
   *
   * @param unproved whether it was decrypted and nobody's signature on it has been found good yet.
   *     Then the sender hears of anything short of a judged signature as of a failure to decrypt:
   *     another word would tell whoever changed the ciphertext that its padding was right
   */
  static Optional<Rejection> of(Throwable cause, boolean unproved) {
    return disposition(cause)
        .map(
            said ->
                new Rejection(
                    cause.getMessage(),
                    unproved && saysNothing(cause) ? Disposition.DECRYPTION_FAILED : said));
  }

  private static boolean saysNothing(Throwable cause) {
    return !(cause instanceof CmsException cms) || BEFORE_ANY_SIGNATURE.contains(cms.reason());
  }

  private static Optional<Disposition> disposition(Throwable cause) {
    if (cause instanceof CmsException cms) {
      return OURS.contains(cms.reason()) ? Optional.empty() : Optional.of(disposition(cms));
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
