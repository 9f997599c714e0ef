package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.cms.CmsException.Reason;
import ca.portage.content.Content;
import java.security.Signature;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;

/** Signatures put together with skill, not damaged by chance, that must not verify either. */
class ForgedSignatureTest {
  private static final CmsAlgorithms SHA256 = Samples.signing(Digest.SHA256, SignatureScheme.PKCS1);

  @Test
  void aCertificateOfTheSameNameWithAnotherKeyVerifiesNothing() throws Exception {
    Party impostor = Party.issue("Broker", Party.generate("RSA", 2048), 11);
    byte[] signature =
        CmsSigner.detached(
            Samples.interchange(),
            new SigningKey(Party.BROKER.key(), List.of(impostor.certificate())),
            SHA256);

    assertRefused(signature, Reason.SIGNATURE_INVALID);
  }

  @Test
  void md5IsNotAccepted() throws Exception {
    SignerInfo good = signer(signed());
    SignerInfo md5 =
        new SignerInfo(
            good.getSID(),
            new AlgorithmIdentifier(PKCSObjectIdentifiers.md5, DERNull.INSTANCE),
            good.getAuthenticatedAttributes(),
            good.getDigestEncryptionAlgorithm(),
            good.getEncryptedDigest(),
            null);

    assertRefused(withSigners(signed(), new DERSet(md5)), Reason.SIGNATURE_REFUSED);
  }

  @Test
  void aDigestInsteadOfAnotherThatWasProtectedIsNotAccepted() throws Exception {
    // Signed with SHA-1 but said to be protected as SHA-256: a stripped-down algorithm.
    SignerInfo good = signer(signedWithProtection());
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    for (Object each : good.getAuthenticatedAttributes()) {
      Attribute attribute = Attribute.getInstance(each);
      attributes.add(
          attribute.getAttrType().equals(CMSAttributes.messageDigest)
              ? new Attribute(
                  CMSAttributes.messageDigest,
                  new DERSet(
                      new DEROctetString(
                          CryptoProviders.digest(Digest.SHA1).digest(Samples.INTERCHANGE))))
              : attribute);
    }
    SignerInfo weaker = resigned(good, new DERSet(attributes), Digest.SHA1, "SHA1withRSA");

    assertRefused(withSigners(signed(), new DERSet(weaker)), Reason.SIGNATURE_INVALID);
  }

  /** RFC 6211: both names of plain RSA verify, but only one of them is what the signer wrote. */
  @Test
  void anotherNameOfTheSignatureThanTheProtectedOneIsNotAccepted() throws Exception {
    SignerInfo good = signer(signedWithProtection());
    ASN1ObjectIdentifier written = good.getDigestEncryptionAlgorithm().getAlgorithm();
    ASN1ObjectIdentifier other =
        written.equals(PKCSObjectIdentifiers.rsaEncryption)
            ? PKCSObjectIdentifiers.sha256WithRSAEncryption
            : PKCSObjectIdentifiers.rsaEncryption;
    SignerInfo renamed =
        new SignerInfo(
            good.getSID(),
            good.getDigestAlgorithm(),
            good.getAuthenticatedAttributes(),
            new AlgorithmIdentifier(other, DERNull.INSTANCE),
            good.getEncryptedDigest(),
            null);
    byte[] message = withSigners(signed(), new DERSet(renamed));

    CmsVerifier.detached(Samples.interchange(), withSigners(signed(), new DERSet(good)));
    assertThatThrownBy(() -> CmsVerifier.detached(Samples.interchange(), message))
        .satisfies(e -> assertReason(e, Reason.SIGNATURE_INVALID))
        .hasMessageContaining("its algorithms were changed after signing");
  }

  @Test
  void signedAttributesPassedOffAsContentAreNotAccepted() throws Exception {
    SignerInfo good = signer(signed());
    byte[] attributes = good.getAuthenticatedAttributes().getEncoded("DER");
    SignerInfo bare =
        new SignerInfo(
            good.getSID(),
            good.getDigestAlgorithm(),
            (ASN1Set) null,
            good.getDigestEncryptionAlgorithm(),
            good.getEncryptedDigest(),
            null);
    byte[] message = withSigners(signed(), new DERSet(bare));

    assertThatThrownBy(() -> CmsVerifier.detached(Content.of(attributes), message))
        .satisfies(e -> assertReason(e, Reason.SIGNATURE_INVALID))
        .hasMessageContaining("set of signed attributes");
  }

  @Test
  void aSignatureForAnotherTypeOfContentIsNotAccepted() throws Exception {
    SignerInfo good = signer(signed());
    SignedData data = signedData(signed());
    SignedData other =
        new SignedData(
            data.getDigestAlgorithms(),
            new ContentInfo(new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.1.4"), null),
            data.getCertificates(),
            null,
            new DERSet(good));

    assertRefused(new ContentInfo(Oids.SIGNED_DATA, other).getEncoded(), Reason.SIGNATURE_INVALID);
  }

  private static SignerInfo resigned(SignerInfo good, ASN1Set attributes, Digest digest, String jca)
      throws Exception {
    Signature engine = Signature.getInstance(jca);
    engine.initSign(Party.BROKER.key());
    engine.update(attributes.getEncoded("DER"));
    return new SignerInfo(
        good.getSID(),
        DigestIds.of(digest),
        attributes,
        good.getDigestEncryptionAlgorithm(),
        new DEROctetString(engine.sign()),
        null);
  }

  private static byte[] signed() throws Exception {
    return CmsSigner.detached(Samples.interchange(), Party.BROKER.signing(), SHA256);
  }

  private static byte[] signedWithProtection() throws Exception {
    CmsAlgorithms protecting =
        new CmsAlgorithms(
            Digest.SHA256,
            SignatureScheme.PKCS1,
            ContentCipher.AES256_CBC,
            KeyTransport.PKCS1,
            true,
            true);
    return CmsSigner.detached(Samples.interchange(), Party.BROKER.signing(), protecting);
  }

  private static SignerInfo signer(byte[] message) {
    return SignerInfo.getInstance(signedData(message).getSignerInfos().getObjectAt(0));
  }

  private static SignedData signedData(byte[] message) {
    return SignedData.getInstance(ContentInfo.getInstance(message).getContent());
  }

  private static byte[] withSigners(byte[] message, ASN1Set signers) throws Exception {
    SignedData data = signedData(message);
    return new ContentInfo(
            Oids.SIGNED_DATA,
            new SignedData(
                data.getDigestAlgorithms(),
                data.getEncapContentInfo(),
                data.getCertificates(),
                null,
                signers))
        .getEncoded();
  }

  private static void assertRefused(byte[] signature, Reason reason) {
    assertThatThrownBy(() -> CmsVerifier.detached(Samples.interchange(), signature))
        .satisfies(e -> assertReason(e, reason));
  }

  private static void assertReason(Throwable e, Reason reason) {
    assertThat(e)
        .isInstanceOfSatisfying(
            CmsException.class, c -> assertThat(c.reason()).as(c.getMessage()).isEqualTo(reason));
  }
}
