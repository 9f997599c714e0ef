package ca.portage.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The corners of what is read leniently: what still counts, and what is malformed. */
class LenientFormsTest {
  @TempDir Path folder;
  private Scratch scratch;

  @BeforeEach
  void openScratch() {
    scratch = new Scratch(folder);
  }

  @AfterEach
  void closeScratch() {
    scratch.close();
  }

  private String quotedPrintable(String text) throws Exception {
    return Samples.text(
        TransferEncoding.decode(Samples.bytes(text), Optional.of("quoted-printable"), scratch));
  }

  @ParameterizedTest
  @CsvSource({"a= \\t\\r\\nb, ab", "a=\\nb, ab", "a= \\nb, ab", "a=, a", "a==3d, ''", "=41=4a, AJ"})
  void aSoftLineBreakMayHaveBlanksBeforeIt(String text, String decoded) throws Exception {
    String sent = text.replace("\\t", "\t").replace("\\r", "\r").replace("\\n", "\n");
    if (decoded.isEmpty()) {
      assertThatExceptionOfType(MalformedMimeException.class)
          .isThrownBy(() -> quotedPrintable(sent));
    } else {
      assertThat(quotedPrintable(sent)).isEqualTo(decoded);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"=\rx", "=4", "=4g", "=g4", "= x"})
  void anEqualsSignBeforeAnythingElseIsMalformed(String text) {
    assertThatExceptionOfType(MalformedMimeException.class).isThrownBy(() -> quotedPrintable(text));
  }

  @Test
  void quotedPrintableLongerThanAnyBufferIsDecoded() throws Exception {
    assertThat(quotedPrintable("=41".repeat(20_000) + "=\r\n")).isEqualTo("A".repeat(20_000));
  }

  @Test
  void aSignaturePartMayBeQuotedPrintable() throws Exception {
    Content part = Samples.bytes("=30=03=02=01=05");
    assertThat(TransferEncoding.der(part, Optional.of("Quoted-Printable"), scratch).toBytes(10))
        .isEqualTo(HexFormat.of().parseHex("3003020105"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3088010000000000000000", "308201", "30830000"})
  void anImpossibleLengthOfAnObjectIsMalformed(String hex) {
    assertThatExceptionOfType(MalformedMimeException.class)
        .isThrownBy(
            () ->
                TransferEncoding.der(
                    Content.of(HexFormat.of().parseHex(hex)), Optional.empty(), scratch));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN PKCS7-----",
        "-----BEGIN PKCS7-----\nMAMCAQU=\n",
        "-----BEGIN PKCS7----- -----END PKCS7-----\n",
      })
  void armourWithoutBothItsLinesIsMalformed(String pem) {
    assertThatExceptionOfType(MalformedMimeException.class)
        .isThrownBy(() -> TransferEncoding.der(Samples.bytes(pem), Optional.empty(), scratch));
  }

  @Test
  void fewLineBreaksAfterAnObjectAreCutOffAndManyAreLeftForItsReader() throws Exception {
    byte[] object = HexFormat.of().parseHex("3003020105");
    for (String after : new String[] {"", "\r\n", "\r\n\r\n"}) {
      assertThat(der(object, after)).isEqualTo(object);
    }
    assertThat(der(object, "\r\n\r\n\r\n")).hasSize(object.length + 6);
    assertThat(der(object, "x")).hasSize(object.length + 1);
  }

  private byte[] der(byte[] object, String after) throws Exception {
    return TransferEncoding.der(
            Content.join(Content.of(object), Samples.bytes(after)), Optional.empty(), scratch)
        .toBytes(100);
  }

  @Test
  void aParameterMayBeGivenTwiceWithOneValueOnly() throws Exception {
    assertThat(ContentType.parse("text/plain; a=1; a=1; b=; c= ").parameters())
        .isEqualTo(Map.of("a", "1", "b", "", "c", ""));
    assertThatExceptionOfType(MalformedMimeException.class)
        .isThrownBy(() -> ContentType.parse("text/plain; a=1; a=2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\rb", "a\nb", "\u0100"})
  void aValueThatCouldNotBeWrittenIsNone(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Header("A", value));
  }

  @Test
  void headersAreEqualByTheirFields() {
    Headers one = Headers.none().with("A", "1");
    assertThat(one)
        .isEqualTo(Headers.of(new Header("A", "1")))
        .hasSameHashCodeAs(Headers.of(List.of(new Header("A", "1"))))
        .isNotEqualTo(Headers.none())
        .isNotEqualTo("A: 1");
    assertThat(one).hasToString("[A]");
  }

  @Test
  void aMultipartHasAPart() {
    assertThatIllegalArgumentException().isThrownBy(() -> MultipartWriter.write("b", List.of()));
  }

  @Test
  void moreThanEightNumbersOfHyphensAreNobodysHabit() throws Exception {
    StringBuilder body = new StringBuilder();
    for (int hyphens = 3; hyphens < 14; hyphens++) {
      body.append("-".repeat(hyphens)).append("b\r\n");
    }
    body.append("----b\r\n");
    assertThatExceptionOfType(MalformedMimeException.class)
        .isThrownBy(
            () -> MultipartReader.parts(Samples.bytes(body.toString()), "b", MimeLimits.DEFAULT))
        .withMessageContaining("8 different");
    Parts parts =
        MultipartReader.parts(
            Samples.bytes(body + "--b\r\nx: y\r\n\r\nz\r\n--b--\r\n"), "b", MimeLimits.DEFAULT);
    assertThat(parts.parts()).hasSize(1);
  }

  @Test
  void whatFollowsTheEndOfAnotherFormOfBoundaryIsNoPart() throws Exception {
    Parts parts =
        MultipartReader.parts(
            Samples.bytes("---b\r\none\r\n---b--\r\ntwo\r\n---b\r\nthree\r\n"),
            "b",
            MimeLimits.DEFAULT);
    assertThat(parts.parts()).hasSize(1);
    assertThat(parts.closed()).isTrue();
  }
}
