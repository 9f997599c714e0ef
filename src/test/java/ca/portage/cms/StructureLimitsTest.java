package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ca.portage.cms.CmsException.Reason;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many recipients, certificates and signers a message may have, and how large they may be. */
class StructureLimitsTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String RECIPIENT = "3011020102800101" + "3003060128" + "040401020304";
  private static final String ENVELOPE = "308006092a864886f70d010703a0803080020100";
  private static final String SIGNED = "30800201013100" + "300b06092a864886f70d010701";

  @TempDir Path folder;

  @Test
  void aThousandRecipientsAreReadAndNoMore() {
    assertThat(envelope(RECIPIENT.repeat(1000))).doesNotContain("recipients");
    assertThat(envelope(RECIPIENT.repeat(1001))).contains("more than 1000 recipients");
  }

  @Test
  void fewRecipientsAsLargeAsManyAreRefused() {
    // Of a kind that is passed over: 9 times 250,000 bytes.
    String large = "a483" + "03d090" + "00".repeat(250_000);
    assertThat(envelope(large.repeat(8))).doesNotContain("recipients");
    assertThat(envelope(large.repeat(9))).contains("or too large ones");
  }

  @Test
  void aHundredCertificatesAreReadAndNoMore() {
    assertThat(signed("a080" + "3000".repeat(100) + "0000" + "3100" + "0000")).isEmpty();
    assertThat(signed("a080" + "3000".repeat(101))).contains("more than 100 certificates");
  }

  @Test
  void fewCertificatesAsLargeAsManyAreRefused() {
    String large = "a483" + "03d090" + "00".repeat(250_000);
    assertThat(signed("a080" + large.repeat(17))).contains("or too large ones");
  }

  @Test
  void tenSignersAreReadAndNoMore() throws Exception {
    byte[] message =
        CmsSigner.detached(
            Samples.interchange(),
            Party.BROKER.signing(),
            Samples.signing(Digest.SHA256, SignatureScheme.PKCS1));
    var data =
        org.bouncycastle.asn1.cms.SignedData.getInstance(
            org.bouncycastle.asn1.cms.ContentInfo.getInstance(message).getContent());
    String one = HEX.formatHex(data.getSignerInfos().getObjectAt(0).toASN1Primitive().getEncoded());
    assertThat(signed("3180" + one.repeat(10) + "0000" + "0000")).isEmpty();
    assertThat(signed("3180" + one.repeat(11))).contains("more than 10 signers");
  }

  @Test
  void nobodyToEncryptForAndNoCertificateToSignWithAreSaid() {
    try (Scratch scratch = new Scratch(folder)) {
      assertThatExceptionOfType(CmsException.class)
          .isThrownBy(
              () ->
                  CmsEncryptor.encrypt(
                      Samples.interchange(),
                      List.of(),
                      Samples.encrypting(ContentCipher.AES256_CBC, KeyTransport.PKCS1),
                      scratch))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.KEY_UNUSABLE))
          .withMessageContaining("no recipient");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SigningKey(Party.BROKER.key(), List.of()));
  }

  @Test
  void manyForeignRecipientsAreNotAllNamed() throws Exception {
    try (Scratch scratch = new Scratch(folder)) {
      Party[] all = new Party[9];
      Arrays.setAll(all, i -> Party.issue("Other" + i, Party.generate("RSA", 1024), 40 + i));
      Content message =
          CmsEncryptor.encrypt(
              Samples.interchange(),
              Arrays.stream(all).map(Party::certificate).toList(),
              Samples.encrypting(ContentCipher.AES256_CBC, KeyTransport.PKCS1),
              scratch);
      assertThatExceptionOfType(CmsException.class)
          .isThrownBy(
              () -> CmsDecryptor.decrypt(message, List.of(Party.BROKER.decryption()), scratch))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_RECIPIENT_KEY))
          .withMessageContaining("; and others");
    }
  }

  @Test
  void aKeyLongerThanItsBlockIsReplaced() {
    byte[] substitute = new byte[16];
    assertThat(Pkcs1Unpadding.keyOrSubstitute(new byte[26], substitute)).isSameAs(substitute);
  }

  /** What reading it says, empty if nothing. */
  private static String envelope(String recipients) {
    return failure(
        () ->
            EnvelopeStructure.read(
                Content.of(HEX.parseHex(ENVELOPE + "3180" + recipients + "0000")),
                OutputStream.nullOutputStream()));
  }

  private static String signed(String rest) {
    return failure(
        () ->
            SignedStructure.read(
                Content.of(HEX.parseHex(SIGNED + rest)), new ByteArrayOutputStream()));
  }

  private static String failure(Reads read) {
    try {
      read.read();
      return "";
    } catch (CmsException | IOException e) {
      return e.getMessage();
    }
  }

  @FunctionalInterface
  private interface Reads {
    void read() throws CmsException, IOException;
  }
}
