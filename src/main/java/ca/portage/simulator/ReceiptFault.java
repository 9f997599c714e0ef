package ca.portage.simulator;

/** A way in which the gateway acknowledges one interchange worse than it should. */
public enum ReceiptFault {
  /** The interchange is accepted and no receipt ever comes. */
  WITHHELD,
  /** The receipt is properly signed and names the digest of other content. */
  WRONG_MIC,
  /** The receipt is encrypted but not signed: it proves nothing. */
  UNSIGNED,
  /** The receipt says that the interchange could not be decrypted. */
  DECRYPTION_FAILED,
  /** The receipt says that the sender could not be authenticated. */
  AUTHENTICATION_FAILED,
  /** The receipt says that the content was changed on its way. */
  INTEGRITY_CHECK_FAILED,
  /** The receipt says that something else went wrong. */
  UNEXPECTED_PROCESSING_ERROR
}
