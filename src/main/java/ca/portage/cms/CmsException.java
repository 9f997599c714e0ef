package ca.portage.cms;

/**
 * A cryptographic message that cannot be written, opened or believed. The message text is ready for
 * an administrator and holds neither secrets nor payload.
 */
public final class CmsException extends Exception {
  private static final long serialVersionUID = 1L;

  private static final String NOT_DECRYPTED =
      "The message is encrypted for one of our keys but could not be decrypted."
          + " Nothing of it was used. Ask the sender to check the certificate it encrypts for and"
          + " to send the message again.";

  /** What kind of failure it is; the receipt's disposition follows from it. */
  public enum Reason {
    /** The message is encrypted for none of our keys. */
    NO_RECIPIENT_KEY,
    /** The message is encrypted in a way that the channel's policy does not accept. */
    ENCRYPTION_REFUSED,
    /** Opening the message failed; by intention nothing tells which step (reliability.md E15). */
    DECRYPTION_FAILED,
    /** The bytes are not the kind of message expected. */
    MALFORMED,
    /** A cryptographic message, but not a signed one. */
    NOT_SIGNED,
    /** The content is not what was signed, or the signature is not by the named signer's key. */
    SIGNATURE_INVALID,
    /** The signature is made in a way that the channel's policy does not accept. */
    SIGNATURE_REFUSED,
    /** Not exactly one signer (CVE-2026-59639: zero signers would verify). */
    SIGNER_COUNT,
    /** The signer is unknown, or no path leads from it to a trusted authority. */
    SIGNER_UNTRUSTED,
    /** The signer's certificate has expired. */
    SIGNER_EXPIRED,
    /** The signer's certificate is not yet valid. */
    SIGNER_NOT_YET_VALID,
    /** The signer's certificate was revoked by its authority. */
    SIGNER_REVOKED,
    /** Nobody can tell whether the signer's certificate was revoked. */
    SIGNER_STATUS_UNKNOWN,
    /** The signer is valid, but not the one this channel expects. */
    SIGNER_NOT_PINNED,
    /** The message is compressed where it may not be, or beyond what is inflated. */
    COMPRESSION_REFUSED,
    /** One of our own keys or a recipient's certificate cannot be used to write a message. */
    KEY_UNUSABLE
  }

  private final Reason reason;
  private final boolean afterSignature;

  /** A failure with a text for the administrator. */
  public CmsException(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.afterSignature = false;
  }

  /** A failure of our own side, with the detail behind it. */
  public CmsException(Reason reason, String message, Throwable cause) {
    this(reason, message, cause, false);
  }

  private CmsException(Reason reason, String message, Throwable cause, boolean afterSignature) {
    super(message, cause);
    this.reason = reason;
    this.afterSignature = afterSignature;
  }

  /** The one and only form of a failed decryption: same text, no cause, whatever happened. */
  public static CmsException decryptionFailed() {
    return new CmsException(Reason.DECRYPTION_FAILED, NOT_DECRYPTED);
  }

  /** The same failure, found when somebody's signature on the message had verified already. */
  public CmsException foundAfterSignature() {
    return afterSignature ? this : new CmsException(reason, getMessage(), this, true);
  }

  /** What kind of failure it is. */
  public Reason reason() {
    return reason;
  }

  /**
   * Whether a signature on the message had verified with some key before this was found. Until then
   * nothing about a decrypted message may be told to its sender: whoever made it up out of captured
   * ciphertext would learn whether its padding was right (reliability E11, E15).
   */
  public boolean afterSignature() {
    return afterSignature;
  }
}
