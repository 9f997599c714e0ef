package ca.portage.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferEncodingTest {
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

  private String decoded(String text, String cte) throws Exception {
    return Samples.text(
        TransferEncoding.decode(Samples.bytes(text), Optional.ofNullable(cte), scratch));
  }

  private byte[] der(Content content, String cte) throws Exception {
    return TransferEncoding.der(content, Optional.ofNullable(cte), scratch).toBytes(1 << 22);
  }

  /** A SEQUENCE with a two-octet length, the shape of any CMS object. */
  private static byte[] object() {
    byte[] object = new byte[4 + 1000];
    new Random(10).nextBytes(object);
    System.arraycopy(new byte[] {0x30, (byte) 0x82, 3, (byte) 232}, 0, object, 0, 4);
    return object;
  }

  @Test
  void contentWithoutAnEncodingIsNotCopied() throws Exception {
    Content content = Samples.bytes("abc");

    assertThat(TransferEncoding.decode(content, Optional.empty(), scratch)).isSameAs(content);
    assertThat(TransferEncoding.decode(content, Optional.of("BINARY"), scratch)).isSameAs(content);
  }

  @Test
  void base64MayHoldBlanksAndLackItsPadding() throws Exception {
    assertThat(decoded("UG9y\r\ndGF n\tZQ==\r\n", "Base64")).isEqualTo("Portage");
    assertThat(decoded("UG9ydGFnZQ", "base64;")).isEqualTo("Portage");
    assertThat(decoded("", "base64")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UG9y*dGE", "UG9yd", "UG9ydA==UG9y", "====", "\u00e9\u00e9\u00e9\u00e9"})
  void D8_base64GarbageIsMalformed(String text) {
    assertThatThrownBy(() -> decoded(text, "base64")).isInstanceOf(MalformedMimeException.class);
  }

  @Test
  void D8_base64ThatGoesOnAfterItsPaddingIsMalformedWhereverTheBufferEnds() {
    for (int quads = 12_285; quads <= 12_290; quads++) {
      String text = "UG9y".repeat(quads) + "UG9yUA==" + "UG9y".repeat(3);
      assertThatThrownBy(() -> decoded(text, "base64")).isInstanceOf(MalformedMimeException.class);
    }
  }

  @Test
  void base64OfAnySizeIsDecodedAsAStream() throws Exception {
    byte[] big = new byte[3_000_001];
    new Random(3).nextBytes(big);
    Content encoded = Content.of(TransferEncoding.base64Lines(big));

    Content decoded = TransferEncoding.decode(encoded, Optional.of("base64"), scratch);

    assertThat(decoded.toBytes(4_000_000)).isEqualTo(big);
  }

  @Test
  void base64LinesHaveAtMost76CharactersAndNoLineBreakAtTheEnd() {
    String text = new String(TransferEncoding.base64Lines(object()), StandardCharsets.US_ASCII);

    assertThat(text.split("\r\n")).allMatch(line -> line.length() <= 76);
    assertThat(text).doesNotEndWith("\n");
  }

  @Test
  void quotedPrintableIsDecoded() throws Exception {
    assertThat(decoded("a=3D=\r\nb=c3=A9 \r\n", "quoted-printable"))
        .isEqualTo("a=b\u00c3\u00a9 \r\n");
    assertThatThrownBy(() -> decoded("=zz", "quoted-printable"))
        .isInstanceOf(MalformedMimeException.class);
  }

  @Test
  void D8_anUnknownEncodingIsMalformed() {
    assertThatThrownBy(() -> decoded("x", "x-uuencode")).isInstanceOf(MalformedMimeException.class);
  }

  @Test
  void Q10_aSignaturePartIsToldByItsFirstBytesAndNotByItsHeader() throws Exception {
    byte[] object = object();
    Content binary = Content.of(object);
    Content base64 = Content.of(TransferEncoding.base64Lines(object));
    Content pem =
        Content.join(
            Samples.crlf("\n-----BEGIN PKCS7-----\n"),
            base64,
            Samples.crlf("\n-----END PKCS7-----\n"));
    for (String cte : new String[] {null, "base64", "binary", "7bit"}) {
      assertThat(der(binary, cte)).isEqualTo(object);
      assertThat(der(base64, cte)).isEqualTo(object);
      assertThat(der(pem, cte)).isEqualTo(object);
    }
  }

  @Test
  void lineBreaksRoundABinaryObjectAreNoPartOfIt() throws Exception {
    Content wrapped = Content.join(Samples.crlf("\n"), Content.of(object()), Samples.crlf("\n"));

    assertThat(der(wrapped, null)).isEqualTo(object());
  }

  @Test
  void E18_trailingGarbageIsLeftForTheCmsReaderToRefuse() throws Exception {
    assertThat(der(Content.join(Content.of(object()), Samples.bytes("abcd")), null)).hasSize(1008);
  }

  @Test
  void Q34_anObjectShorterThanItsLengthSaysIsMalformed() {
    assertThatThrownBy(() -> der(Content.of(object()).slice(0, 1003), null))
        .isInstanceOf(MalformedMimeException.class)
        .hasMessageContaining("1004 bytes, but only 1003");
  }

  @Test
  void theIndefiniteFormIsLeftAsItIs() throws Exception {
    byte[] ber = {0x30, (byte) 0x80, 5, 0, 0, 0};

    assertThat(der(Content.of(ber), null)).isEqualTo(ber);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hello", "UG9ydGFnZQ==", "-----BEGIN X-----\nMII", "0\u0088aaaaaaaaa"})
  void whatIsNoObjectIsMalformed(String text) {
    assertThatThrownBy(() -> der(Samples.bytes(text), null))
        .isInstanceOf(MalformedMimeException.class);
  }
}
