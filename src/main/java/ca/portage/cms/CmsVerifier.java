package ca.portage.cms;

import ca.portage.content.Content;
import ca.portage.content.ContentSink;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.io.OutputStream;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Verifies signed messages with exactly one signer (RFC 5652 §5.6). It says who signed, never
 * whether to trust them; a signing time is not read, since the signer wrote it (CVE-2026-59641).
 */
public final class CmsVerifier {
  private CmsVerifier() {}

  /**
   * Verifies a detached signature over the exact bytes of {@code signed}.
   *
   * @param signedData a ContentInfo in BER or DER; a content it may hold is not looked at
   * @throws CmsException MALFORMED, NOT_SIGNED, SIGNER_COUNT, SIGNER_UNTRUSTED when the signer's
   *     certificate is not included, SIGNATURE_INVALID
   * @throws IOException when the content cannot be read
   */
  public static Verified detached(Content signed, byte[] signedData)
      throws CmsException, IOException {
    return detached(signed, signedData, List.of());
  }

  /** The same, with certificates that may have signed although the message does not bring them. */
  public static Verified detached(Content signed, byte[] signedData, List<X509Certificate> known)
      throws CmsException, IOException {
    return detached(signed, signedData, known, CryptoProviders.chosen());
  }

  static Verified detached(
      Content signed, byte[] signedData, List<X509Certificate> known, CryptoProviders providers)
      throws CmsException, IOException {
    SignedStructure structure =
        SignedStructure.read(Content.of(signedData), OutputStream.nullOutputStream());
    return new SignerCheck(providers, structure, known).verify(signed);
  }

  /**
   * Verifies a message that holds its content, and gives that content only when it verifies.
   *
   * @throws CmsException as for a detached signature; MALFORMED when there is no content inside
   * @throws IOException when the message cannot be read or the scratch not be written
   */
  public static VerifiedContent opaque(Content signedData, Scratch scratch)
      throws CmsException, IOException {
    return opaque(signedData, List.of(), scratch);
  }

  /** The same, with certificates that may have signed although the message does not bring them. */
  public static VerifiedContent opaque(
      Content signedData, List<X509Certificate> known, Scratch scratch)
      throws CmsException, IOException {
    return opaque(signedData, known, scratch, CryptoProviders.chosen());
  }

  /**
   * The first bytes of what a signed message holds, as far as they can be read, before anything is
   * verified: nobody has vouched for them, and they must be believed in nothing.
   *
   * @throws IOException when the message cannot be read
   */
  public static Content peek(Content signedData, int limitBytes) throws IOException {
    Peek peek = new Peek(limitBytes);
    try {
      SignedStructure.read(signedData, peek);
    } catch (Peek.EnoughException | CmsException | RuntimeException | StackOverflowError e) {
      // What is wrong with it is for the verification to say.
      return Content.of(peek.taken());
    }
    return Content.of(peek.taken());
  }

  static VerifiedContent opaque(
      Content signedData, List<X509Certificate> known, Scratch scratch, CryptoProviders providers)
      throws CmsException, IOException {
    try (ContentSink sink = scratch.sink()) {
      SignedStructure structure = SignedStructure.read(signedData, sink);
      if (!structure.hasContent()) {
        throw new CmsException(
            CmsException.Reason.MALFORMED,
            "The signed message holds no content; the content it signs came apart from it.");
      }
      Content content = sink.content();
      return new VerifiedContent(
          content, new SignerCheck(providers, structure, known).verify(content));
    }
  }
}
