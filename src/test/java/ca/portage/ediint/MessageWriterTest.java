package ca.portage.ediint;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.cms.Digest;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageWriterTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-02T14:30:00Z"), ZoneOffset.UTC);

  /** The first bytes of any SignedData, so that the reader takes it for one. */
  private static final byte[] SIGNATURE = signedData();

  @TempDir Path folder;

  private static byte[] signedData() {
    byte[] bytes = new byte[104];
    byte[] start = {0x30, 102, 6, 9, 42, (byte) 0x86, 72, (byte) 0x86, (byte) 0xf7, 13, 1, 7, 2};
    System.arraycopy(start, 0, bytes, 0, start.length);
    return bytes;
  }

  @Test
  void F02_thePartSaysItsTypeAndOnDemandItsLength() throws Exception {
    Content content = Samples.crlf("TEST0001\n");

    assertThat(Samples.text(MessageWriter.part("application/edi-consent", content, true)))
        .isEqualTo(
            "Content-Type: application/edi-consent\r\nContent-Length: 10\r\n\r\nTEST0001\r\n");
    assertThat(Samples.text(MessageWriter.part("application/edi-edifact", content, false)))
        .isEqualTo("Content-Type: application/edi-edifact\r\n\r\nTEST0001\r\n");
  }

  @Test
  void F03_theSignedMessageHasExactlyThisShape() throws Exception {
    Content part = MessageWriter.part("application/edi-consent", Samples.crlf("T\n"), false);

    Content whole =
        MessageWriter.signed(
            part, new byte[] {0x30, 0}, Digest.SHA1, "b", new SignedForm(true, true, true));

    assertThat(Samples.text(whole))
        .isEqualTo(
            "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";"
                + " micalg=sha1; boundary=\"b\"\r\n\r\n"
                + "--b\r\nContent-Type: application/edi-consent\r\n\r\nT\r\n"
                + "\r\n--b\r\nContent-Type: application/pkcs7-signature\r\n"
                + "Content-Transfer-Encoding: base64\r\nContent-Length: 4\r\n\r\nMAA="
                + "\r\n--b--\r\n");
  }

  @Test
  void F05_theBoundaryIsQuotedUnlessTheProfileSaysOtherwise() throws Exception {
    Content part = MessageWriter.part("application/edi-consent", Samples.crlf("T\n"), false);

    assertThat(Samples.text(MessageWriter.signed(part, SIGNATURE, Digest.SHA1, "b.1", true, true)))
        .contains("; boundary=\"b.1\"\r\n");
    assertThat(Samples.text(MessageWriter.signed(part, SIGNATURE, Digest.SHA1, "b.1", true, false)))
        .contains("; boundary=b.1\r\n");
    assertThat(Samples.text(MessageWriter.signed(part, SIGNATURE, Digest.SHA1, "b=1", true, false)))
        .contains("; boundary=\"b=1\"\r\n");
  }

  @Test
  void Q10_theSignatureMayBeBinaryWithoutTransferEncoding() throws Exception {
    Content part = MessageWriter.part("application/edi-consent", Samples.crlf("T\n"), false);
    Content whole = MessageWriter.signed(part, SIGNATURE, Digest.SHA256, "b", false, true);

    assertThat(Samples.text(whole)).doesNotContain("Transfer-Encoding").contains("micalg=sha256");
    try (Scratch scratch = new Scratch(folder)) {
      assertThat(SignedMessage.open(whole, scratch).signature()).contains(SIGNATURE);
    }
  }

  @Test
  void F10_whatIsWrittenIsReadBackToTheByteWhateverTheContent() throws Exception {
    Random random = new Random(6);
    try (Scratch scratch = new Scratch(folder)) {
      for (int round = 0; round < 300; round++) {
        byte[] content = new byte[random.nextInt(300)];
        random.nextBytes(content);
        if (content.length > 0) {
          content[content.length - 1] = (byte) "\r\n-x".charAt(random.nextInt(4));
        }
        Content part = MessageWriter.part("application/edi-consent", Content.of(content), true);
        String boundary = MessageWriter.boundary(CLOCK, random, part);
        SignedForm form =
            new SignedForm(random.nextBoolean(), random.nextBoolean(), random.nextBoolean());

        SignedMessage read =
            SignedMessage.open(
                MessageWriter.signed(part, SIGNATURE, Digest.SHA1, boundary, form), scratch);

        assertThat(Samples.text(read.signedPart())).isEqualTo(Samples.text(part));
        assertThat(read.signature()).contains(SIGNATURE);
        assertThat(read.micalg()).contains(Digest.SHA1);
      }
    }
  }

  @Test
  void Q26_aBoundaryIsTheTimeAndARandomNumberInAtMostSeventyCharacters() {
    assertThat(MessageWriter.boundary(CLOCK, new SecureRandom()))
        .matches("Boundary-1772461800000\\.[0-9a-f]{32}")
        .hasSizeLessThanOrEqualTo(70);
  }

  @Test
  void F06_aBoundaryThatOccursInThePartIsNotUsed() throws Exception {
    RandomGenerator first = new Random(1);
    String taken = MessageWriter.boundary(CLOCK, new Random(1));

    assertThat(MessageWriter.boundary(CLOCK, first, Samples.bytes("x" + taken + "y")))
        .isNotEqualTo(taken);
  }
}
