package ca.portage.ediint;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.cms.Digest;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** openssl verifies what we write, and we find the signed bytes in what openssl writes. */
class OpensslReadsAndWritesTest {
  @TempDir static Path folder;
  private static Openssl openssl;

  @BeforeAll
  static void makeSigner() throws Exception {
    openssl = new Openssl(folder);
  }

  private static void write(String name, Content content) throws Exception {
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      content.copyTo(out);
    }
  }

  private static byte[] sign(Content part, String digest) throws Exception {
    write("part", part);
    openssl.run(
        "cms",
        "-sign",
        "-binary",
        "-md",
        digest,
        "-in",
        "part",
        "-signer",
        "cert.pem",
        "-inkey",
        "key.pem",
        "-outform",
        "DER",
        "-out",
        "signature");
    return Files.readAllBytes(folder.resolve("signature"));
  }

  private static int verify(Content whole) throws Exception {
    write("whole", whole);
    return openssl.exit(
        "cms",
        "-verify",
        "-binary",
        "-crlfeol",
        "-in",
        "whole",
        "-CAfile",
        "cert.pem",
        "-out",
        "content");
  }

  /** Verifies a detached signature over exactly these bytes. */
  private static int verify(Content part, byte[] signature) throws Exception {
    write("exact", part);
    Files.write(folder.resolve("exact.der"), signature);
    return openssl.exit(
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        "exact.der",
        "-content",
        "exact",
        "-CAfile",
        "cert.pem",
        "-out",
        "content");
  }

  @ParameterizedTest
  @CsvSource({"true, true, sha1", "true, false, sha256"})
  void opensslVerifiesTheMessageWeWrite(boolean quoted, boolean lengths, String micalg)
      throws Exception {
    Content part =
        MessageWriter.part("application/edi-edifact", Samples.bytes(Samples.INTERCHANGE), lengths);
    String boundary = MessageWriter.boundary(Clock.systemUTC(), new SecureRandom(), part);
    Content whole =
        MessageWriter.signed(
            part,
            sign(part, micalg),
            Digest.parse(micalg).orElseThrow(),
            boundary,
            new SignedForm(true, quoted, lengths));

    assertThat(verify(whole)).isZero();
    assertThat(Files.readAllBytes(folder.resolve("content"))).isEqualTo(part.toBytes(1 << 20));
  }

  @Test
  void opensslRefusesTheMessageOnceAByteIsChanged() throws Exception {
    Content part =
        MessageWriter.part("application/edi-edifact", Samples.bytes(Samples.INTERCHANGE), false);
    Content whole =
        MessageWriter.signed(part, sign(part, "sha1"), Digest.SHA1, "Boundary-1", true, true);

    String changed = Samples.text(whole).replace("BGM+631", "BGM+632");

    assertThat(verify(Samples.bytes(changed))).isNotZero();
  }

  @Test
  void opensslVerifiesTheReceiptWeWrite() throws Exception {
    Content receipt =
        ReceiptWriter.write(
            new OriginalMessage(new MessageId("<1@@x>"), ca.portage.mime.Headers.none()),
            java.util.Optional.of(Mic.of(Samples.bytes("x"), Digest.SHA1)),
            Disposition.PROCESSED,
            new ReceiptWriter.Form("rfc822; a@b.example", "Received", true),
            "Boundary-inner");

    assertThat(
            verify(
                MessageWriter.signed(
                    receipt, sign(receipt, "sha1"), Digest.SHA1, "Boundary-2", true, true)))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void weFindTheExactBytesThatWeSigned(boolean base64) throws Exception {
    Content part = MessageWriter.part("application/edi-consent", Samples.crlf("TEST0001\n"), true);
    Content whole =
        MessageWriter.signed(part, sign(part, "sha1"), Digest.SHA1, "Boundary-3", base64, true);
    try (Scratch scratch = new Scratch(folder)) {
      SignedMessage message = SignedMessage.open(whole, scratch);

      assertThat(verify(message.signedPart(), message.signature().orElseThrow())).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cms", "smime"})
  void weFindTheExactBytesThatOpensslSigned(String command) throws Exception {
    write(
        "entity",
        MessageWriter.part("application/edi-edifact", Samples.bytes(Samples.INTERCHANGE), true));
    openssl.run(
        command,
        "-sign",
        "-crlfeol",
        "-in",
        "entity",
        "-signer",
        "cert.pem",
        "-inkey",
        "key.pem",
        "-out",
        "message");
    try (Scratch scratch = new Scratch(folder)) {
      SignedMessage message = SignedMessage.open(Content.of(folder.resolve("message")), scratch);

      assertThat(verify(message.signedPart(), message.signature().orElseThrow())).isZero();
      assertThat(Samples.text(message.signedPart())).endsWith(Samples.INTERCHANGE);
      assertThat(message.micalg()).contains(Digest.SHA256);
    }
  }

  @Test
  void opensslMayEndItsDelimiterLinesInLineFeedRoundCanonicalContent() throws Exception {
    write("entity", Samples.bytes("Content-Type: application/edi-consent\n\nTEST0001\n"));
    openssl.run(
        "smime",
        "-sign",
        "-in",
        "entity",
        "-signer",
        "cert.pem",
        "-inkey",
        "key.pem",
        "-out",
        "message");
    try (Scratch scratch = new Scratch(folder)) {
      SignedMessage message = SignedMessage.open(Content.of(folder.resolve("message")), scratch);

      assertThat(verify(message.signedPart(), message.signature().orElseThrow())).isZero();
      assertThat(Samples.text(message.signedPart())).endsWith("TEST0001\r\n");
    }
  }

  @Test
  void E16_aMessageThatLostItsCarriageReturnsVerifiesOnceItIsCanonicalAgain() throws Exception {
    Content part =
        MessageWriter.part("application/edi-edifact", Samples.bytes(Samples.INTERCHANGE), false);
    Content whole =
        MessageWriter.signed(part, sign(part, "sha1"), Digest.SHA1, "Boundary-4", true, true);
    String lost = Samples.text(whole).replace("\r\n", "\n");
    try (Scratch scratch = new Scratch(folder)) {
      SignedMessage message = SignedMessage.open(Samples.bytes(lost), scratch);
      byte[] signature = message.signature().orElseThrow();

      assertThat(verify(message.signedPart(), signature)).isNotZero();
      assertThat(verify(CanonicalText.crlf(message.signedPart(), scratch), signature)).isZero();
    }
  }

  @Test
  void weRecogniseTheOpaqueMessageOpensslWrites() throws Exception {
    write("entity", Samples.bytes("Content-Type: application/edi-consent\r\n\r\nTEST0001\r\n"));
    openssl.run(
        "cms",
        "-sign",
        "-nodetach",
        "-binary",
        "-in",
        "entity",
        "-signer",
        "cert.pem",
        "-inkey",
        "key.pem",
        "-out",
        "message");
    try (Scratch scratch = new Scratch(folder)) {
      Content opaque =
          SignedMessage.open(Content.of(folder.resolve("message")), scratch).opaque().orElseThrow();
      write("opaque.der", opaque);

      openssl.run(
          "cms",
          "-verify",
          "-binary",
          "-inform",
          "DER",
          "-in",
          "opaque.der",
          "-CAfile",
          "cert.pem",
          "-out",
          "content");
      assertThat(folder.resolve("content")).hasSameBinaryContentAs(folder.resolve("entity"));
    }
  }

  @Test
  void Q10_opensslVerifiesTheExactBytesOfTheSampleReceipt() throws Exception {
    write("sample.pem", Samples.file("sample-gateway.pem"));
    try (Scratch scratch = new Scratch(folder)) {
      SignedMessage message = SignedMessage.open(Samples.file("signed-receipt-2008.txt"), scratch);
      write("exact", message.signedPart());
      Files.write(folder.resolve("exact.der"), message.signature().orElseThrow());

      openssl.run(
          "cms",
          "-verify",
          "-binary",
          "-noverify",
          "-certfile",
          "sample.pem",
          "-inform",
          "DER",
          "-in",
          "exact.der",
          "-content",
          "exact",
          "-out",
          "content");
    }
  }
}
