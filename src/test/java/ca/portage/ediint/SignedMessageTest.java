package ca.portage.ediint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.mime.MalformedMimeException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedMessageTest {
  private static final String HEAD =
      "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b\n\n";
  private static final String PART = "--b\nContent-Type: application/edi-consent\n\nTEST0001\n";

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

  private SignedMessage open(Content content) throws Exception {
    return SignedMessage.open(content, scratch);
  }

  private SignedMessage open(String text) throws Exception {
    return open(Samples.crlf(text));
  }

  private static String object(int lastArc) {
    byte[] bytes = new byte[62];
    byte[] start = {0x30, 60, 6, 9, 42, (byte) 0x86, 72, (byte) 0x86, (byte) 0xf7, 13, 1, 7};
    System.arraycopy(start, 0, bytes, 0, start.length);
    bytes[start.length] = (byte) lastArc;
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String signature(String type) {
    return "--b\nContent-Type: " + type + "\n\n" + object(2) + "\n";
  }

  @Test
  void theSignedPartIsHeadersAndContentWithoutTheLineBreakOfTheDelimiter() throws Exception {
    SignedMessage message =
        open(HEAD + PART + "\n" + signature("application/pkcs7-signature") + "--b--\n");

    assertThat(Samples.text(message.signedPart()))
        .isEqualTo("Content-Type: application/edi-consent\r\n\r\nTEST0001\r\n");
    assertThat(message.opaque()).isEmpty();
  }

  @Test
  void Q08_insideSignedContentABlankLineStaysWhereItIs() throws Exception {
    SignedMessage message =
        open(
            HEAD
                + PART.replace("--b\n", "--b\n\n")
                + signature("application/pkcs7-signature").replace("--b\n", "--b\n\n")
                + "--b--\n");

    assertThat(Samples.text(message.signedPart())).startsWith("\r\nContent-Type: application/edi");
    assertThat(message.signature()).isPresent();
  }

  @Test
  void Q10_theSampleReceiptIsOpenedThoughItsSignatureNamesNoTransferEncoding() throws Exception {
    SignedMessage message = open(Samples.file("signed-receipt-2008.txt"));

    assertThat(Samples.text(message.signedPart()))
        .startsWith("Content-Type: Multipart/report;\r\n")
        .endsWith("-----Boundary-00=_RU52VA40000000000000--\r\n");
    assertThat(message.signature().orElseThrow()).startsWith(0x30);
  }

  @Test
  void Q11_encryptedDataInPlaceOfASignatureIsToldByItsIdentifier() {
    assertThatThrownBy(() -> open(Samples.file("enveloped-as-signature.txt")))
        .isInstanceOf(NotSignedException.class)
        .hasMessageContaining("encrypted data");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/pkcs7-signature",
        "Application/PKCS7-Signature; name=smime.p7s",
        "application/x-pkcs7-signature",
        "application /pkcs7-signature",
      })
  void Q19_theSignaturePartsTypeIsReadInEverySpelling(String type) throws Exception {
    assertThat(open(HEAD + PART + signature(type) + "--b--").signature()).isPresent();
  }

  @Test
  void F13_anotherSignatureProtocolIsNotASignature() {
    assertThatThrownBy(() -> open(HEAD.replace("pkcs7", "pgp") + PART + signature("a/b") + "--b--"))
        .isInstanceOf(NotSignedException.class);
  }

  @Test
  void E10_aPartBesideTheTwoIsRefused() {
    String signature = signature("application/pkcs7-signature");
    for (String body :
        new String[] {
          PART + PART + signature + "--b--",
          PART + signature + PART + "--b--",
          PART + "--b--",
          signature + "--b--",
          "--b--",
          "",
          PART + signature,
          PART + signature + "--b\n",
          signature + PART + "--b--",
        }) {
      assertThatThrownBy(() -> open(HEAD + body)).isInstanceOf(MalformedMimeException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: application/edi-edifact\n\nUNB+",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n--b--",
        "UNB+UNOA:3+A+B+260302:1430+1'\nUNZ+1+1'\n",
        "\nonly text",
      })
  void E05_whatIsNotSignedIsToldApart(String text) {
    assertThatThrownBy(() -> open(text)).isInstanceOf(NotSignedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>\n\n", "Content-Type: multipart/signed\n\n--b\n", ""})
  void whatCannotBeReadIsMalformedOrNotSigned(String text) {
    assertThatThrownBy(() -> open(text))
        .isInstanceOfAny(MalformedMimeException.class, NotSignedException.class);
  }

  @Test
  void opaqueSignedDataIsRecognisedInAPartAndBare() throws Exception {
    String type = "Content-Type: application/x-pkcs7-mime; smime-type=signed-data\n\n";
    byte[] der = Base64.getDecoder().decode(object(2));

    assertThat(open(type + object(2)).opaque().orElseThrow().toBytes(100)).isEqualTo(der);
    assertThat(open(Content.of(der)).opaque().orElseThrow().toBytes(100)).isEqualTo(der);
    SignedMessage opaque = open(type + object(2));
    assertThat(opaque.signature()).isEmpty();
    assertThatThrownBy(opaque::signedPart).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> open(type + object(3))).isInstanceOf(NotSignedException.class);
  }

  @Test
  void nothingButBlanksMayFollowTheClosingDelimiter() throws Exception {
    assertThat(open(followedBy("\r\n \t\r\n")).signature()).isPresent();
    assertThatThrownBy(() -> open(followedBy("\r\n\r\nx")))
        .isInstanceOf(MalformedMimeException.class)
        .hasMessageContaining("bytes follow the closing delimiter");
    assertThatThrownBy(() -> open(followedBy("\u0000"))).isInstanceOf(MalformedMimeException.class);
  }

  private static Content followedBy(String epilogue) throws Exception {
    return Content.join(
        Samples.file("signed-receipt-2008.txt"), Content.of(epilogue.getBytes("US-ASCII")));
  }

  @Test
  void damagedMessagesAreReadOrRefusedAndNothingElse() throws Exception {
    Random random = new Random(20000112);
    byte[] sample = Samples.file("signed-receipt-2008.txt").toBytes(1 << 20);
    byte[] spice = "-:;=\"\\/\r\n \u0000MI0".getBytes("US-ASCII");
    int refused = 0;
    for (int round = 0; round < 2000; round++) {
      byte[] damaged = sample.clone();
      for (int i = random.nextInt(20); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = spice[random.nextInt(spice.length)];
      }
      try {
        SignedMessage message = open(Content.of(damaged));
        ReceiptReader.read(
            ca.portage.mime.EntityReader.read(
                message.signedPart(), ca.portage.mime.MimeLimits.DEFAULT));
      } catch (MalformedMimeException | NotSignedException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 1999);
  }
}
