package ca.portage.ediint;

/**
 * What the caller found out about the signature of a receipt: verification and trust are not
 * decided in this room.
 *
 * @param trusted whether the signature verifies over the receipt's exact bytes and its signer is
 *     the pinned gateway with a valid path
 * @param detail why not, as a sentence for an admin; empty if trusted
 */
public record SignerEvidence(boolean trusted, String detail) {

  /** The signature verifies and its signer is trusted. */
  public static final SignerEvidence TRUSTED = new SignerEvidence(true, "");

  /** The receipt carries no signature. */
  public static final SignerEvidence UNSIGNED = refused("The receipt is not signed");

  /** There is a signature that counts for nothing, with the reason as a sentence. */
  public static SignerEvidence refused(String detail) {
    return new SignerEvidence(false, detail);
  }
}
