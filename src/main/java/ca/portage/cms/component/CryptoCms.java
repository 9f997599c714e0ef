package ca.portage.cms.component;

import org.apache.camel.spi.Metadata;

/** The names under which an exchange carries what the component makes and finds. */
public final class CryptoCms {
  /** Header: the detached signature, {@code byte[]} in DER or a Base64 {@code String}. */
  @Metadata(
      description =
          "The detached signature: written by sign, read and removed by verify. DER bytes, or"
              + " Base64 text when toBase64 is set.",
      javaType = "byte[] or String")
  public static final String SIGNED_DATA = "CamelCryptoCmsSignedData";

  /** Exchange property: the {@code X509Certificate} whose signature verified and is trusted. */
  public static final String SIGNER = "PortageCmsSigner";

  /** Exchange property: the {@code ca.portage.cms.Digest} the signer used. */
  public static final String DIGEST = "PortageCmsDigest";

  /**
   * Exchange property: what was looked at of a signer whose signature verified, also of one who is
   * not believed.
   */
  public static final String PRESENTED = "PortageCmsPresented";

  /** Exchange property: the {@code ca.portage.cms.Grounds} on which the signer was believed. */
  public static final String GROUNDS = "PortageCmsGrounds";

  /** Exchange property: the {@code Instant} at which the message came, as of which it is judged. */
  public static final String RECEIVED = "PortageCmsReceived";

  /** Exchange property: the {@code List<X509Certificate>} of the key that signed, its own first. */
  public static final String SIGNING_CHAIN = "PortageCmsSigningChain";

  /** Exchange property: the {@code List<X509Certificate>} that the body was encrypted for. */
  public static final String RECIPIENTS = "PortageCmsRecipients";

  /** Exchange property: the {@code ca.portage.content.Scratch} of this piece of work. */
  public static final String SCRATCH = "PortageScratch";

  private CryptoCms() {}
}
