package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.portage.cms.CmsException.Reason;
import ca.portage.content.Content;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.junit.jupiter.api.Test;

/** Attributes that are signed correctly and say too much, and signatures that have none. */
class SignedAttributesTest {
  private static final ASN1ObjectIdentifier FIRMWARE =
      new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.1.16");

  @Test
  void anAttributeThatIsThereTwiceOrHasTwoValuesIsRefused() throws Exception {
    ASN1EncodableVector twice = attributes();
    twice.add(digestOf("another"));
    assertThat(failure(signed(new DERSet(twice), Oids.DATA), Samples.interchange()))
        .contains("more than once");
    ASN1EncodableVector both = new ASN1EncodableVector();
    for (int i = 0; i < attributes().size(); i++) {
      Attribute each = Attribute.getInstance(attributes().get(i));
      both.add(
          each.getAttrType().equals(CMSAttributes.messageDigest)
              ? new Attribute(
                  CMSAttributes.messageDigest,
                  new DERSet(
                      new DEROctetString[] {
                        new DEROctetString(new byte[32]),
                        new DEROctetString(
                            CryptoProviders.digest(Digest.SHA256).digest(Samples.INTERCHANGE))
                      }))
              : each);
    }
    assertThat(failure(signed(new DERSet(both), Oids.DATA), Samples.interchange()))
        .contains("more than once");
  }

  @Test
  void aMissingAttributeIsRefused() throws Exception {
    ASN1EncodableVector none = new ASN1EncodableVector();
    none.add(digestOf("x"));
    assertThat(failure(signed(new DERSet(none), Oids.DATA), Samples.interchange()))
        .contains("missing");
  }

  @Test
  void withoutAttributesTheContentItselfIsSigned() throws Exception {
    byte[] message = signed(Samples.INTERCHANGE, Oids.DATA);
    assertThat(CmsVerifier.detached(Samples.interchange(), message).digest())
        .isEqualTo(Digest.SHA256);
  }

  /** Only the first octet of a content can be that of a set; later ones may be anything. */
  @Test
  void withoutAttributesALongContentIsReadToItsEnd() throws Exception {
    byte[] ones = new byte[200_000];
    Arrays.fill(ones, (byte) '1');
    ones[0] = 'U';
    byte[] message = signed(ones, Oids.DATA);

    assertThat(CmsVerifier.detached(Content.of(ones), message).digest()).isEqualTo(Digest.SHA256);
    ones[ones.length - 1] = '2';
    assertThat(failure(message, Content.of(ones))).contains("not made by the key");
  }

  @Test
  void withoutAttributesNothingButPlainDataVerifies() throws Exception {
    assertThat(failure(signed(Samples.INTERCHANGE, FIRMWARE), Samples.interchange()))
        .contains("lacks the signed attributes");
  }

  @Test
  void anEmptyContentWithoutAttributesIsJudgedToo() throws Exception {
    assertThatExceptionOfType(CmsException.class)
        .isThrownBy(
            () ->
                CmsVerifier.detached(
                    Content.of(new byte[0]), signed(Samples.INTERCHANGE, Oids.DATA)));
  }

  @Test
  void aContentThatEndsInACarriageReturnHasNoHintToGive() throws Exception {
    byte[] text = "UNB+1'\r".getBytes(StandardCharsets.US_ASCII);
    byte[] signature =
        CmsSigner.detached(
            Content.of(text),
            Party.BROKER.signing(),
            Samples.signing(Digest.SHA256, SignatureScheme.PKCS1));
    assertThat(CmsVerifier.detached(Content.of(text), signature).digest()).isEqualTo(Digest.SHA256);
    assertThat(failure(signature, Content.of("UNB+2'\r".getBytes(StandardCharsets.US_ASCII))))
        .doesNotContain("line ends");
  }

  private static ASN1EncodableVector attributes() throws Exception {
    ASN1EncodableVector all = new ASN1EncodableVector();
    for (Object each : info().getAuthenticatedAttributes()) {
      all.add(Attribute.getInstance(each));
    }
    return all;
  }

  private static Attribute digestOf(String text) {
    return new Attribute(
        CMSAttributes.messageDigest,
        new DERSet(
            new DEROctetString(
                CryptoProviders.digest(Digest.SHA256)
                    .digest(text.getBytes(StandardCharsets.US_ASCII)))));
  }

  /** Correctly signed with these attributes. */
  private static byte[] signed(ASN1Set attributes, ASN1ObjectIdentifier type) throws Exception {
    return signed(attributes, attributes.getEncoded("DER"), type);
  }

  /** Correctly signed over the content, without any attributes. */
  private static byte[] signed(byte[] content, ASN1ObjectIdentifier type) throws Exception {
    return signed(null, content, type);
  }

  private static byte[] signed(ASN1Set attributes, byte[] covered, ASN1ObjectIdentifier type)
      throws Exception {
    Signature engine = Signature.getInstance("SHA256withRSA");
    engine.initSign(Party.BROKER.key());
    engine.update(covered);
    SignerInfo good = info();
    SignerInfo signer =
        new SignerInfo(
            good.getSID(),
            good.getDigestAlgorithm(),
            attributes,
            good.getDigestEncryptionAlgorithm(),
            new DEROctetString(engine.sign()),
            null);
    SignedData data = data();
    return new ContentInfo(
            Oids.SIGNED_DATA,
            new SignedData(
                data.getDigestAlgorithms(),
                new ContentInfo(type, null),
                data.getCertificates(),
                null,
                new DERSet(signer)))
        .getEncoded();
  }

  private static SignerInfo info() throws Exception {
    return SignerInfo.getInstance(data().getSignerInfos().getObjectAt(0));
  }

  private static SignedData data() throws Exception {
    return SignedData.getInstance(
        ContentInfo.getInstance(
                CmsSigner.detached(
                    Samples.interchange(),
                    Party.BROKER.signing(),
                    Samples.signing(Digest.SHA256, SignatureScheme.PKCS1)))
            .getContent());
  }

  private static String failure(byte[] signature, Content content) {
    CmsException e =
        catchThrowableOfType(CmsException.class, () -> CmsVerifier.detached(content, signature));
    assertThat(e.reason()).isIn(Reason.SIGNATURE_INVALID, Reason.MALFORMED);
    return e.getMessage();
  }
}
