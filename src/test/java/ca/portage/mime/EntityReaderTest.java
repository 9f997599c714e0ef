package ca.portage.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EntityReaderTest {
  private static final MimeLimits LIMITS = MimeLimits.DEFAULT;

  @Test
  void headersEndAtTheBlankLineAndTheBodyIsTheRest() throws Exception {
    Entity entity =
        EntityReader.read(Samples.crlf("Content-Type: text/plain\n\nline\n\nmore"), LIMITS);

    assertThat(entity.headers().first("content-type")).contains("text/plain");
    assertThat(Samples.text(entity.body())).isEqualTo("line\r\n\r\nmore");
  }

  @Test
  void bareLineFeedsEndLinesToo() throws Exception {
    Entity entity = EntityReader.read(Samples.bytes("A: 1\nB: 2\n\nbody"), LIMITS);

    assertThat(entity.headers().all()).containsExactly(new Header("A", "1"), new Header("B", "2"));
    assertThat(Samples.text(entity.body())).isEqualTo("body");
  }

  @Test
  void theWholeKeepsEveryByteThatWasRead() throws Exception {
    String raw = "A :  1 \r\n\tfold\nB:2\r\n\r\nbody";

    assertThat(Samples.text(EntityReader.read(Samples.bytes(raw), LIMITS).whole())).isEqualTo(raw);
  }

  @Test
  void aLeadingBlankLineMeansThatThereAreNoHeaders() throws Exception {
    Entity entity = EntityReader.read(Samples.crlf("\nA: 1\n\nbody"), LIMITS);

    assertThat(entity.headers().all()).isEmpty();
    assertThat(Samples.text(entity.body())).isEqualTo("A: 1\r\n\r\nbody");
    assertThat(entity.contentType().type()).isEqualTo("text/plain");
  }

  @Test
  void Q04_foldsWithoutLeadingBlankContinueTheHeader() throws Exception {
    Entity entity = EntityReader.read(Samples.file("unindented-type.txt"), LIMITS);

    ContentType type = entity.contentType();
    assertThat(type.type()).isEqualTo("multipart/signed");
    assertThat(type.parameter("boundary")).contains("-----9723347566394");
    assertThat(type.parameter("micalg")).contains("sha1");
    assertThat(Samples.text(entity.body())).isEqualTo("body\r\n");
  }

  @Test
  void Q05_anUnfoldedCapitalisedContinuationBelongsToItsHeader() throws Exception {
    Entity entity =
        EntityReader.read(
            Samples.crlf(
                "Disposition-Notification-Options: signed-receipt-protocol=required, x;\n"
                    + "Signed-Receipt-Micalg=required, sha1\nDisposition-Notification-To: <a>\n\n"),
            LIMITS);

    assertThat(entity.headers().first("disposition-notification-options"))
        .contains("signed-receipt-protocol=required, x; Signed-Receipt-Micalg=required, sha1");
    assertThat(entity.headers().first("disposition-notification-to")).contains("<a>");
  }

  @Test
  void Q06_aBlankBeforeTheColonIsNoPartOfTheName() throws Exception {
    Entity entity = EntityReader.read(Samples.crlf("Mime-Version : 1.0\nTo :a\n\n"), LIMITS);

    assertThat(entity.headers().all())
        .containsExactly(new Header("Mime-Version", "1.0"), new Header("To", "a"));
  }

  @Test
  void Q08_oneBlankLineBeforeTheHeadersIsPassedOverOutsideSignedContentOnly() throws Exception {
    var raw = Samples.crlf("\nA: 1\n\nbody");

    assertThat(EntityReader.readUnsigned(raw, LIMITS).headers().first("A")).contains("1");
    assertThat(EntityReader.read(raw, LIMITS).headers().all()).isEmpty();
  }

  @Test
  void Q08_aBlankLineBeforeTextIsNotPassedOver() throws Exception {
    Entity entity = EntityReader.readUnsigned(Samples.crlf("\nonly text\n"), LIMITS);

    assertThat(entity.headers().all()).isEmpty();
    assertThat(Samples.text(entity.body())).isEqualTo("only text\r\n");
  }

  @Test
  void Q20_aRequestLineComesFirstAndTheBlankLineIsMissing() throws Exception {
    Entity entity = EntityReader.read(Samples.file("returned-headers.txt"), LIMITS);

    assertThat(entity.headers().all()).hasSize(7);
    assertThat(entity.headers().first("Message-ID"))
        .contains("<38DEC16C.000002.00844@broker.example>");
    assertThat(entity.headers().first("disposition-notification-options"))
        .contains(
            "signed-receipt-protocol=required, pkcs7-signature;"
                + " signed-receipt-micalg=required, sha1");
    assertThat(entity.body().size()).isZero();
  }

  @Test
  void controlCharactersInAValueAreReadAsBlanks() throws Exception {
    Entity entity = EntityReader.read(Samples.bytes("A: x\u0000\ry\u001b[2J\r\n\r\n"), LIMITS);

    assertThat(entity.headers().first("A")).contains("x  y [2J");
  }

  @Test
  void octetsBeyondAsciiSurviveReadingAndWriting() throws Exception {
    Entity entity = EntityReader.read(Samples.bytes("A: \u00e9\u00ff\r\n\r\n"), LIMITS);

    assertThat(entity.headers().text()).isEqualTo("A: \u00e9\u00ff\r\n");
  }

  @Test
  void aFirstLineThatIsNoHeaderIsMalformed() {
    assertThatThrownBy(() -> EntityReader.read(Samples.crlf("<html>\n\n"), LIMITS))
        .isInstanceOf(MalformedMimeException.class)
        .hasMessageContaining("no header");
  }

  @Test
  void D7_aHeaderBlockBeyondTheLimitIsMalformed() {
    assertThatThrownBy(() -> EntityReader.read(Samples.bytes("A: " + "x".repeat(1 << 20)), LIMITS))
        .isInstanceOf(MalformedMimeException.class)
        .hasMessageContaining("65536");
    assertThatThrownBy(() -> EntityReader.read(Samples.bytes("A:1\n".repeat(10_000)), LIMITS))
        .isInstanceOf(MalformedMimeException.class)
        .hasMessageContaining("500");
    assertThatThrownBy(
            () -> EntityReader.read(Samples.bytes("A:1\n" + " f\n".repeat(100_000)), LIMITS))
        .isInstanceOf(MalformedMimeException.class);
  }

  @Test
  void D7_whatStandsBeforeTheFloodIsStillKnown() throws Exception {
    String start = "A: 1\nB: 2\n";

    assertThat(begun(start + "X: y\n".repeat(1000))).startsWith("A=1", "B=2").hasSize(500);
    assertThat(begun(start + "X: " + "y".repeat(1 << 20))).containsExactly("A=1");
    assertThat(begun("<html>\n" + start)).isEmpty();
    assertThat(begun("\n" + start + "\nbody")).containsExactly("A=1", "B=2");
  }

  private static List<String> begun(String text) throws Exception {
    return EntityReader.begun(Samples.bytes(text), LIMITS).all().stream()
        .map(h -> h.name() + "=" + h.value().strip())
        .toList();
  }

  @Test
  void aHeaderBlockThatJustFitsIsRead() throws Exception {
    MimeLimits tight = new MimeLimits(8, 1, 1);

    assertThat(EntityReader.read(Samples.bytes("A: 1\r\n\r\nbody"), tight).headers().first("A"))
        .contains("1");
    assertThatThrownBy(() -> EntityReader.read(Samples.bytes("A: 12\r\n\r\nbody"), tight))
        .isInstanceOf(MalformedMimeException.class);
  }
}
