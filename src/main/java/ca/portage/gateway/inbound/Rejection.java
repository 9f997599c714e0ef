package ca.portage.gateway.inbound;

import ca.portage.cms.CmsException;
import ca.portage.ediint.Disposition;

/**
 * Why a part is rejected: what the admin reads, and what the sender is told.
 *
 * @param reason for the ledger
 * @param disposition for the receipt; the same for every failure to decrypt (reliability E15)
 */
record Rejection(String reason, Disposition disposition) {

  /** The rejection that fits a failure of decryption or verification (CIG I-10 to I-13). */
  static Rejection of(CmsException e) {
    Disposition disposition =
        switch (e.reason()) {
          case NO_RECIPIENT_KEY, DECRYPTION_FAILED -> Disposition.DECRYPTION_FAILED;
          case SIGNATURE_INVALID -> Disposition.INTEGRITY_CHECK_FAILED;
          case NOT_SIGNED,
              SIGNER_COUNT,
              SIGNER_UNTRUSTED,
              SIGNER_EXPIRED,
              SIGNER_NOT_YET_VALID,
              SIGNER_REVOKED,
              SIGNER_NOT_PINNED ->
              Disposition.AUTHENTICATION_FAILED;
          case MALFORMED, KEY_UNUSABLE -> Disposition.UNEXPECTED_PROCESSING_ERROR;
        };
    return new Rejection(e.getMessage(), disposition);
  }
}
