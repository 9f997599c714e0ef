package ca.portage.cms;

import ca.portage.cms.CmsException.Reason;
import ca.portage.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.SignerInfo;

/**
 * Verifies the one signature of a message over its content (RFC 5652 §5.4, §5.6).
 *
 * @param providers who computes
 * @param structure the message taken apart
 * @param known certificates that may have signed although the message does not bring them
 */
record SignerCheck(
    CryptoProviders providers, SignedStructure structure, List<X509Certificate> known) {

  Verified verify(Content content) throws CmsException, IOException {
    try {
      return check(content);
    } catch (RuntimeException | StackOverflowError e) {
      throw new CmsException(Reason.MALFORMED, "The signature cannot be read.", e);
    }
  }

  private Verified check(Content content) throws CmsException, IOException {
    SignerInfo signer = onlySigner();
    List<X509Certificate> included = SignerCertificates.included(structure.certificates());
    List<X509Certificate> candidates =
        SignerCertificates.matching(signer.getSID(), included, known);
    Digest digest =
        DigestIds.read(signer.getDigestAlgorithm())
            .orElseThrow(() -> CmsPolicy.unknownDigest(signer.getDigestAlgorithm()));
    byte[] contentDigest = Digesting.digest(content, digest, providers);
    for (X509Certificate candidate : candidates) {
      SignatureAlgorithm algorithm = algorithm(signer, digest, candidate);
      if (verifies(signer, content, candidate, algorithm)) {
        if (signer.getAuthenticatedAttributes() != null) {
          checkAttributes(signer, digest, contentDigest, content);
        }
        return new Verified(candidate, included, digest, algorithm.scheme(), contentDigest);
      }
    }
    throw invalid("it was not made by the key of " + SafeName.of(candidates.get(0)));
  }

  private SignerInfo onlySigner() throws CmsException {
    int count = structure.signers().size();
    if (count != 1) {
      throw new CmsException(
          Reason.SIGNER_COUNT,
          "The message must have exactly one signer, but it has " + count + ". It is not used.");
    }
    return structure.signers().get(0);
  }

  private static SignatureAlgorithm algorithm(
      SignerInfo signer, Digest digest, X509Certificate candidate) throws CmsException {
    try {
      return SignatureAlgorithm.read(
          signer.getDigestEncryptionAlgorithm(), digest, candidate.getPublicKey());
    } catch (MalformedBerException e) {
      throw invalid(e.getMessage());
    }
  }

  private boolean verifies(
      SignerInfo signer, Content content, X509Certificate candidate, SignatureAlgorithm algorithm)
      throws CmsException, IOException {
    PublicKey key = providers.translate(candidate.getPublicKey(), PublicKey.class);
    ASN1Set attributes = signer.getAuthenticatedAttributes();
    try {
      Signature engine = algorithm.engine(providers, key);
      engine.initVerify(key);
      if (attributes == null) {
        updateWithContent(engine, content);
      } else {
        engine.update(Asn1.der(attributes));
      }
      return engine.verify(signer.getEncryptedDigest().getOctets());
    } catch (MalformedBerException | GeneralSecurityException e) {
      throw invalid(e.getMessage());
    }
  }

  /**
   * What the signed attributes say of the content. They are looked at only when their signature has
   * verified: that the content differs is said to nobody who cannot show a signature of somebody's.
   */
  private void checkAttributes(
      SignerInfo signer, Digest digest, byte[] contentDigest, Content content)
      throws CmsException, IOException {
    try {
      requireContent(signer, digest, contentDigest, content);
    } catch (MalformedBerException e) {
      throw invalid(e.getMessage()).foundAfterSignature();
    } catch (CmsException e) {
      throw e.foundAfterSignature();
    }
  }

  private void requireContent(
      SignerInfo signer, Digest digest, byte[] contentDigest, Content content)
      throws CmsException, IOException {
    SignedAttributes attributes = SignedAttributes.read(signer.getAuthenticatedAttributes());
    if (!structure.contentType().equals(attributes.contentType())) {
      throw invalid("it was made for another type of content");
    }
    if (!MessageDigest.isEqual(attributes.messageDigest(), contentDigest)) {
      LineEnds lineEnds = new LineEnds(content, digest, attributes.messageDigest(), providers);
      throw invalid("the content is not the one that was signed" + lineEnds.hint());
    }
    if (!attributes.protects(signer.getDigestAlgorithm(), signer.getDigestEncryptionAlgorithm())) {
      throw invalid("its algorithms were changed after signing");
    }
  }

  /**
   * A signature without signed attributes covers the content itself, which must be plain data and
   * must not be a set of attributes that some other message signed.
   */
  private void updateWithContent(Signature engine, Content content)
      throws CmsException, IOException, GeneralSecurityException {
    if (!structure.contentType().equals(Oids.DATA)) {
      throw invalid("it lacks the signed attributes that this type of content needs");
    }
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = content.open()) {
      int n = in.readNBytes(buffer, 0, buffer.length);
      if (n > 0 && buffer[0] == 0x31) {
        throw invalid("its content is a set of signed attributes");
      }
      while (n > 0) {
        engine.update(buffer, 0, n);
        n = in.readNBytes(buffer, 0, buffer.length);
      }
    }
  }

  private static CmsException invalid(String why) {
    return new CmsException(
        Reason.SIGNATURE_INVALID, "The signature does not verify: " + why + ".");
  }
}
