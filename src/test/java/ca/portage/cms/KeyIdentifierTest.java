package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.portage.cms.CmsException.Reason;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** Signers named by a key identifier (RFC 5652 §5.3, RFC 5280 §4.2.1.2). */
class KeyIdentifierTest {
  private static final KeyPair PAIR = Party.generate("RSA", 2048);
  private static final byte[] OF_THE_ISSUER = {1, 2, 3, 4, 5};

  @Test
  void aCertificateWithoutAnIdentifierIsFoundByTheHashOfItsKey() throws Exception {
    X509Certificate bare = certificate(Optional.empty());

    assertThat(CmsVerifier.detached(Samples.interchange(), signed(bare, hashOfKey())).signer())
        .isEqualTo(bare);
  }

  @Test
  void theIdentifierThatTheIssuerChoseTakesThePlaceOfTheHash() throws Exception {
    X509Certificate named = certificate(Optional.of(OF_THE_ISSUER));

    assertThat(CmsVerifier.detached(Samples.interchange(), signed(named, OF_THE_ISSUER)).signer())
        .isEqualTo(named);
    refused(signed(named, hashOfKey()));
  }

  @Test
  void anyOtherIdentifierNamesNobody() throws Exception {
    byte[] other = hashOfKey();
    other[0] ^= 1;

    refused(signed(certificate(Optional.empty()), other));
    refused(signed(certificate(Optional.empty()), new byte[0]));
  }

  private static void refused(byte[] signature) {
    CmsException e =
        catchThrowableOfType(
            CmsException.class, () -> CmsVerifier.detached(Samples.interchange(), signature));

    assertThat(e.reason()).isEqualTo(Reason.SIGNER_UNTRUSTED);
    assertThat(e).hasMessageContaining("key identifier");
  }

  private static byte[] hashOfKey() throws Exception {
    return new JcaX509ExtensionUtils()
        .createSubjectKeyIdentifier(PAIR.getPublic())
        .getKeyIdentifier();
  }

  /** A signature that brings the certificate and names its signer by an identifier. */
  private static byte[] signed(X509Certificate certificate, byte[] identifier) throws Exception {
    byte[] message =
        CmsSigner.detached(
            Samples.interchange(),
            new SigningKey(PAIR.getPrivate(), List.of(certificate)),
            Samples.signing(Digest.SHA256, SignatureScheme.PKCS1));
    SignedData data = SignedData.getInstance(ContentInfo.getInstance(message).getContent());
    SignerInfo signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
    SignerInfo renamed =
        new SignerInfo(
            new SignerIdentifier(new DEROctetString(identifier)),
            signer.getDigestAlgorithm(),
            signer.getAuthenticatedAttributes(),
            signer.getDigestEncryptionAlgorithm(),
            signer.getEncryptedDigest(),
            null);
    return new ContentInfo(
            Oids.SIGNED_DATA,
            new SignedData(
                data.getDigestAlgorithms(),
                data.getEncapContentInfo(),
                data.getCertificates(),
                null,
                new DERSet(renamed)))
        .getEncoded();
  }

  private static X509Certificate certificate(Optional<byte[]> identifier) throws Exception {
    X500Name name = new X500Name("CN=Named by key,O=Portage Test");
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.TEN,
            Date.from(now.minus(Duration.ofDays(1))),
            Date.from(now.plus(Duration.ofDays(30))),
            name,
            PAIR.getPublic());
    if (identifier.isPresent()) {
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, new DEROctetString(identifier.get()));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(PAIR.getPrivate())));
  }
}
