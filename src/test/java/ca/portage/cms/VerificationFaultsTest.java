package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.cms.CmsException.Reason;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures that must not verify (reliability.md group E). */
class VerificationFaultsTest {
  private static final CmsAlgorithms SHA256 = Samples.signing(Digest.SHA256, SignatureScheme.PKCS1);

  @TempDir Path folder;

  @Test
  void noSignerAtAllIsNoSignature() throws Exception {
    assertRefused(withSigners(signed(), new DERSet()), Reason.SIGNER_COUNT);
  }

  @Test
  void twoSignersAreNotOneEvenWhenBothVerify() throws Exception {
    SignerInfo signer = signer(signed());

    assertRefused(
        withSigners(signed(), new DERSet(new SignerInfo[] {signer, signer})), Reason.SIGNER_COUNT);
  }

  @Test
  void aChangedContentDoesNotVerify() throws Exception {
    byte[] changed = Samples.INTERCHANGE.clone();
    changed[changed.length - 1] ^= 1;

    assertThatThrownBy(() -> CmsVerifier.detached(Content.of(changed), signed()))
        .satisfies(e -> assertReason(e, Reason.SIGNATURE_INVALID))
        .hasMessageContaining("the content is not the one that was signed");
  }

  /** Reliability E15: before a signature has verified, nothing may be told of what was found. */
  @Test
  void onlyWhatASignatureVouchesForIsFoundAfterASignature() throws Exception {
    byte[] good = signed();
    byte[] changed = Samples.INTERCHANGE.clone();
    changed[0] ^= 1;
    byte[] turned = good.clone();
    turned[good.length - 1] ^= 1;

    assertFound(Content.of(changed), good, true);
    assertFound(Samples.interchange(), turned, false);
    assertFound(Content.of(changed), turned, false);
    assertFound(Samples.interchange(), withSigners(good, new DERSet()), false);
    SignerInfo signer = signer(good);
    assertFound(
        Samples.interchange(),
        withSigners(good, new DERSet(new SignerInfo[] {signer, signer})),
        false);
    assertFound(Samples.interchange(), Arrays.copyOf(good, good.length - 1), false);
  }

  private static void assertFound(Content content, byte[] signature, boolean afterSignature) {
    assertThatThrownBy(() -> CmsVerifier.detached(content, signature))
        .isInstanceOfSatisfying(
            CmsException.class,
            e -> assertThat(e.afterSignature()).as(e.getMessage()).isEqualTo(afterSignature));
  }

  @Test
  void otherLineEndsAreNamedAsTheReason() throws Exception {
    String sent = "UNB+1'\r\nUNZ+1'\r\n";
    byte[] overLf = signature(sent.replace("\r", ""));
    byte[] overCrLf = signature(sent);

    assertThatThrownBy(() -> CmsVerifier.detached(content(sent), overLf))
        .satisfies(e -> assertReason(e, Reason.SIGNATURE_INVALID))
        .hasMessageContaining("signed it with LF line ends");
    assertThatThrownBy(() -> CmsVerifier.detached(content(sent.replace("\r", "")), overCrLf))
        .satisfies(e -> assertReason(e, Reason.SIGNATURE_INVALID))
        .hasMessageContaining("signed it with CRLF line ends");
  }

  private static byte[] signature(String text) throws Exception {
    return CmsSigner.detached(content(text), Party.BROKER.signing(), SHA256);
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void noSingleChangedByteOfASignatureGivesAnotherVerifiedSignerOrContent() throws Exception {
    byte[] good = signed();
    RSAPublicKey key = (RSAPublicKey) Party.BROKER.certificate().getPublicKey();
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 0x41;
      try {
        Verified verified = CmsVerifier.detached(Samples.interchange(), bad);
        assertThat(((RSAPublicKey) verified.signer().getPublicKey()).getModulus())
            .as("byte " + i)
            .isEqualTo(key.getModulus());
        assertThat(verified.digest()).isEqualTo(Digest.SHA256);
      } catch (CmsException e) {
        assertThat(e.reason()).isNotEqualTo(Reason.DECRYPTION_FAILED);
      }
    }
  }

  @Test
  void aTruncatedSignatureIsMalformed() throws Exception {
    byte[] good = signed();
    for (int length = 0; length < good.length; length += 7) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> CmsVerifier.detached(Samples.interchange(), cut))
          .satisfies(e -> assertReason(e, Reason.MALFORMED));
    }
  }

  @Test
  void bytesAfterTheEndAreMalformed() throws Exception {
    byte[] good = signed();

    assertRefused(Arrays.copyOf(good, good.length + 1), Reason.MALFORMED);
  }

  @Test
  void anEncryptedMessageIsNotSigned() throws Exception {
    try (Scratch scratch = new Scratch(folder)) {
      Content message =
          CmsEncryptor.encrypt(
              Samples.interchange(), List.of(Party.BROKER.certificate()), SHA256, scratch);

      assertRefused(message.toBytes(100_000), Reason.NOT_SIGNED);
    }
  }

  @Test
  void aDetachedSignatureHoldsNoContent() throws Exception {
    Content detached = Content.of(signed());
    try (Scratch scratch = new Scratch(folder)) {
      assertThatThrownBy(() -> CmsVerifier.opaque(detached, scratch))
          .satisfies(e -> assertReason(e, Reason.MALFORMED));
    }
  }

  @Test
  void anOpaqueContentThatWasChangedIsNotGiven() throws Exception {
    try (Scratch scratch = new Scratch(folder)) {
      byte[] message =
          CmsSigner.opaque(Samples.interchange(), Party.BROKER.signing(), SHA256, scratch)
              .toBytes(100_000);
      message[80] ^= 1;

      assertThatThrownBy(() -> CmsVerifier.opaque(Content.of(message), scratch))
          .satisfies(e -> assertReason(e, Reason.SIGNATURE_INVALID));
    }
  }

  @Test
  void anUnknownSignerIsNamedAndNotBelieved() throws Exception {
    CmsAlgorithms withoutCertificates =
        new CmsAlgorithms(
            Digest.SHA256,
            SignatureScheme.PKCS1,
            ContentCipher.AES256_CBC,
            KeyTransport.PKCS1,
            false,
            false);
    byte[] signature =
        CmsSigner.detached(Samples.interchange(), Party.BROKER.signing(), withoutCertificates);

    assertThatThrownBy(
            () ->
                CmsVerifier.detached(
                    Samples.interchange(), signature, List.of(Party.GATEWAY.certificate())))
        .satisfies(e -> assertReason(e, Reason.SIGNER_UNTRUSTED))
        .hasMessageContaining("serial number b of")
        .hasMessageContaining("CN=Broker");
  }

  private static byte[] signed() throws Exception {
    return CmsSigner.detached(Samples.interchange(), Party.BROKER.signing(), SHA256);
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
