package ca.portage.quirks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.cms.CmsException;
import ca.portage.cms.Digest;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.MessageWriter;
import ca.portage.ediint.NotSignedException;
import ca.portage.ediint.SignedMessage;
import ca.portage.ediint.Verdict.Kind;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MimeLimits;
import ca.portage.mime.Parts;
import ca.portage.mime.TransferEncoding;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delimiters, parts and signatures: found in every form, written in one. */
class MultipartQuirksTest {
  private static final String SIGNED_DATA = "06092a864886f70d010702";

  @TempDir Path folder;

  @Test
  void q07TheDelimiterIsTheBoundaryItself() throws Exception {
    assertSettles("Q-07", "signed.txt");
    for (Entity download :
        List.of(Quirk.entity("Q-07", "download.txt"), Quirk.entity("Q-07", "odd.txt"))) {
      Parts parts = Quirk.parts(download);
      assertThat(parts.closed()).isTrue();
      assertThat(parts.parts()).hasSize(2);
      assertThat(Quirk.text(parts.parts().get(1))).endsWith("\r\n\r\nsecond");
    }
    for (Emitted sent : Emitted.both()) {
      for (String entity : sent.opened()) {
        String boundary = Emitted.boundary(entity);
        assertThat(entity)
            .contains("\r\n--" + boundary + "\r\n")
            .endsWith("\r\n--" + boundary + "--\r\n")
            .doesNotContain("\r\n" + boundary);
      }
    }
  }

  @Test
  void q08AnEmptyLineStandsBetweenDelimiterAndHeaders() throws Exception {
    assertSettles("Q-08", "outside.txt");
    // Under the signature the empty line stays, and what follows it is no header any more.
    Content inside = Quirk.verified("Q-08", "inside.txt", folder);
    assertThat(Quirk.text(inside)).startsWith("\r\nContent-Type: multipart/report");
    Entity part = EntityReader.read(inside, MimeLimits.DEFAULT);
    assertThat(part.headers().all()).isEmpty();
    assertThat(part.contentType().type()).isEqualTo("text/plain");
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.opened())
          .allSatisfy(
              e ->
                  assertThat(e)
                      .doesNotContain("\r\n--" + Emitted.boundary(e) + "\r\n\r\n")
                      .contains("\r\n--" + Emitted.boundary(e) + "\r\nContent-Type: "));
    }
  }

  @Test
  void q09TheWordsForLineEndsAreWords() throws Exception {
    Entity part = Quirk.entity("Q-09", "part.txt");
    assertThat(part.contentType().type()).isEqualTo("application/edi-consent");
    assertThat(Quirk.text(part.body())).isEqualTo("TEST0001 CRLF\r\n<CRLF>\r\n");
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.opened()).noneMatch(e -> e.contains("CRLF"));
      assertThat(sent.fromGateway()).isNotEmpty().noneMatch(e -> e.contains("CRLF"));
      assertThat(sent.requests()).noneMatch(r -> r.lines().toString().contains("CRLF"));
    }
  }

  @Test
  void q10ASignatureDoesNotSayItsEncoding() throws Exception {
    assertSettles("Q-10", "base64.txt");
    assertSettles("Q-10", "binary.bin");
    assertSettles("Q-10", "pem.txt");
    for (Content signed :
        List.of(
            Quirk.file("Q-10", "base64.txt"),
            Quirk.file("Q-10", "binary.bin"),
            Quirk.file("Q-10", "pem.txt"))) {
      assertThat(Quirk.text(signed)).doesNotContain("Transfer-Encoding");
    }
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.interchange())
          .containsPattern(
              "Content-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: base64\r\n");
    }
    // encoding: binary in the profile, for a gateway that takes nothing else.
    byte[] der = Quirk.file("Q-27", "signature.der").toBytes(1 << 20);
    Content binary = MessageWriter.signed(Quirk.content("x"), der, Digest.SHA1, "b", false, true);
    assertThat(Quirk.text(binary))
        .doesNotContain("Transfer-Encoding")
        .contains("\r\n\r\n" + Quirk.text(Content.of(der)) + "\r\n--b--\r\n");
  }

  @Test
  void q11WhereTheSignatureShouldBeIsEncryptedData() throws Exception {
    try (Scratch scratch = new Scratch(folder)) {
      assertThatThrownBy(() -> SignedMessage.open(Quirk.file("Q-11", "signed.txt"), scratch))
          .isInstanceOf(NotSignedException.class)
          .hasMessageContaining("encrypted data");
      for (Emitted sent : Emitted.both()) {
        for (String entity : sent.opened()) {
          SignedMessage message = SignedMessage.open(Quirk.content(entity), scratch);
          assertThat(HexFormat.of().formatHex(message.signature().orElseThrow(), 0, 24))
              .contains(SIGNED_DATA);
        }
      }
    }
  }

  @Test
  void q16BothPartsSayALengthThatIsNotTheirs() throws Exception {
    Content part = Quirk.verified("Q-16", "signed.txt", folder);
    Entity read = EntityReader.read(part, MimeLimits.DEFAULT);
    assertThat(read.headers().first("Content-Length")).contains("8086");
    assertThat(read.body().size()).isEqualTo(58);
    // Played as a download with the same length in its part: it cuts nothing.
    assertThat(Played.once().delivered())
        .containsExactly(Quirk.content(Played.CONTENT).toBytes(100));
    for (Emitted sent : Emitted.both()) {
      Entity whole = Quirk.entity(Quirk.content(sent.interchange()));
      for (Content each : Quirk.parts(whole).parts()) {
        Entity entity = Quirk.entity(each);
        assertThat(entity.headers().first("Content-Length"))
            .contains(Long.toString(entity.body().size()));
      }
    }
  }

  @Test
  void q19TypesAndParametersAreInMixedCaseAndKeptSo() throws Exception {
    Content part = Quirk.verified("Q-19", "signed.txt", folder);
    assertThat(Quirk.text(part)).startsWith("CONTENT-type: Multipart/Report");
    assertThat(Quirk.verdict(Quirk.receipt(part))).isEqualTo(Kind.SETTLED);
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.interchange())
          .startsWith(
              "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";"
                  + " micalg=sha1; boundary=\"");
    }
  }

  @Test
  void q21AnEmptyLineStandsBetweenTheInnerAndTheOuterEnd() throws Exception {
    Content part = Quirk.verified("Q-21", "signed.txt", folder);
    assertThat(Quirk.text(part)).endsWith("\r\n--report--\r\n");
    assertThat(Quirk.verdict(Quirk.receipt(part))).isEqualTo(Kind.SETTLED);
    for (Emitted sent : Emitted.both()) {
      String boundary = Emitted.boundary(sent.receipt());
      assertThat(sent.receipt())
          .containsPattern("[A-Za-z0-9+/=]\r\n--\\Q" + boundary + "\\E--\r\n$");
    }
  }

  @Test
  void q26ABoundaryHoldsTheTimeInMilliseconds() throws Exception {
    assertThat(Quirk.parts(Quirk.entity("Q-26", "download.txt")).parts()).hasSize(1);
    for (Emitted sent : Emitted.both()) {
      String boundary = Emitted.boundary(sent.interchange());
      assertThat(boundary).matches("Boundary-\\d{13}\\.[0-9a-f]{32}");
      Instant made = Instant.ofEpochMilli(Long.parseLong(boundary.substring(9, 22)));
      assertThat(Duration.between(sent.row().created(), made).abs())
          .isLessThan(Duration.ofHours(1));
      assertThat(sent.opened()).extracting(Emitted::boundary).doesNotHaveDuplicates();
    }
  }

  @Test
  void q27TheSecondStepOfTheSameLetterSignsThePartWithItsHeaders() throws Exception {
    assertThat(Quirk.text("Q-27", "steps.txt")).contains("b1 ", "b2 ");
    Content part = Quirk.file("Q-27", "part.txt");
    byte[] signature = Quirk.file("Q-27", "signature.der").toBytes(1 << 20);
    Quirk.verify(part, signature);
    Content body = Quirk.entity(part).body();
    assertThatThrownBy(() -> Quirk.verify(body, signature)).isInstanceOf(CmsException.class);
    try (Scratch scratch = new Scratch(folder)) {
      for (Emitted sent : Emitted.both()) {
        SignedMessage ours = SignedMessage.open(Quirk.content(sent.interchange()), scratch);
        ca.portage.cms.CmsVerifier.detached(ours.signedPart(), ours.signature().orElseThrow());
      }
    }
  }

  @Test
  void q34BinaryObjectsStandInAMultipartThatDoesNotSaySo() throws Exception {
    Parts parts = Quirk.parts(Quirk.entity("Q-34", "download.bin"));
    assertThat(parts.parts()).hasSize(2);
    byte[] object = Quirk.file("Q-34", "object.der").toBytes(1 << 20);
    try (Scratch scratch = new Scratch(folder)) {
      Entity first = Quirk.entity(parts.parts().get(0));
      assertThat(TransferEncoding.der(first.body(), Optional.empty(), scratch).toBytes(1 << 20))
          .isEqualTo(object);
    }
    assertThat(Quirk.text(Quirk.entity(parts.parts().get(1)).body()))
        .isEqualTo("0\u000b\r\n--b.2\r\n\u0000\u00ff");
    for (Emitted sent : Emitted.both()) {
      assertThat(sent.wire())
          .hasSizeGreaterThanOrEqualTo(3)
          .allSatisfy(w -> assertThat(HexFormat.of().formatHex(w, 0, 2)).matches("308[0-4]"));
    }
  }

  private void assertSettles(String row, String name) throws Exception {
    Content part = Quirk.verified(row, name, folder);
    assertThat(Quirk.verdict(Quirk.receipt(part))).as(row + "/" + name).isEqualTo(Kind.SETTLED);
  }
}
