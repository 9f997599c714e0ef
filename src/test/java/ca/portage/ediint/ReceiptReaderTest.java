package ca.portage.ediint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample is a receipt with every oddity of the 2008 figure. */
class ReceiptReaderTest {
  private static final MessageId OURS = new MessageId("<38DEC16C.000002.00844@broker.example>");

  @TempDir Path folder;
  private String sample;

  @BeforeEach
  void openSample() throws Exception {
    try (Scratch scratch = new Scratch(folder)) {
      sample =
          Samples.text(
              SignedMessage.open(Samples.file("signed-receipt-2008.txt"), scratch).signedPart());
    }
  }

  private static Optional<Receipt> readIfReceipt(String entity) throws Exception {
    return ReceiptReader.read(EntityReader.read(Samples.bytes(entity), MimeLimits.DEFAULT));
  }

  private static Receipt read(String entity) throws Exception {
    return readIfReceipt(entity).orElseThrow();
  }

  private String sampleWith(String old, String replacement) {
    assertThat(sample).contains(old);
    return sample.replace(old, replacement);
  }

  @Test
  void Q01_theNamedIdLacksItsHostAndStillNamesOurMessage() throws Exception {
    assertThat(read(sample).original()).contains(new MessageId("<38DEC16C.000002.00844>"));
    assertThat(read(sample).about().orElseThrow().names(OURS)).isTrue();
  }

  @Test
  void Q02_anyIdIsKeptAsItCame() throws Exception {
    String odd = "<38DE662F.000003.02416@@edisys2-le0>";

    assertThat(read(sampleWith("<38DEC16C.000002.00844>", odd)).original())
        .contains(new MessageId(odd));
  }

  @Test
  void Q04_theReturnedHeadersMayFoldWithoutIndent() throws Exception {
    assertThat(sample).contains("\r\nsigned-receipt-micalg=required, sha1\r\n");
    assertThat(read(sample).returned()).contains(OURS);
  }

  @Test
  void Q07_theInnerDelimitersAreTheDeclaredBoundary() throws Exception {
    assertThat(sample)
        .contains("boundary=\"-----Boundary-00")
        .contains("\r\n-----Boundary-00")
        .doesNotContain("-------Boundary-00");
    assertThat(read(sample).disposition()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report-type=\"disposition-notification\";",
        "Report-Type=Disposition-Notification;",
        "x=y;",
      })
  void Q12_theReportTypeHasABlankOrAHyphenOrIsAbsent(String parameter) throws Exception {
    assertThat(read(sample)).isNotNull();
    assertThat(readIfReceipt(sampleWith("report-type=\"disposition notification\";", parameter)))
        .isPresent();
  }

  @Test
  void Q12_anotherReportIsNoReceipt() throws Exception {
    assertThat(readIfReceipt(sampleWith("\"disposition notification\"", "\"delivery-status\"")))
        .isEmpty();
    assertThat(readIfReceipt("Content-Type: application/edi-consent\r\n\r\nTEST")).isEmpty();
  }

  @Test
  void Q13_aDispositionWithBlanksIsProcessed() throws Exception {
    assertThat(read(sample).disposition().orElseThrow().processed()).isTrue();
  }

  @Test
  void Q15_theCheckStandsWithoutBlanks() throws Exception {
    assertThat(read(sample).mic().orElseThrow()).hasToString("wzMQM4BNKoGrrBYGVAkBCmIW9k0=, sha1");
  }

  @Test
  void Q16_Q17_wrongContentLengthsChangeNothing() throws Exception {
    assertThat(sample).contains("Content-Length: 258").contains("Content-Length: 670");
    assertThat(read(sampleWith("Content-Length: 258", "Content-Length: 1")))
        .isEqualTo(read(sample));
  }

  @Test
  void Q19_typesAreReadInAnyCase() throws Exception {
    assertThat(
            read(
                sampleWith("Message/disposition-notification", "MESSAGE/Disposition-NOTIFICATION")))
        .isEqualTo(read(sample));
  }

  @Test
  void Q20_theReturnedHeadersStartWithTheRequestLineAndEndWithoutABlankLine() throws Exception {
    assertThat(sample).contains("\r\n\r\nPOST http://gateway.example/Op/Put0 HTTP/1.0\r\n");
    assertThat(read(sample).returned()).contains(OURS);
  }

  @Test
  void Q21_anEmptyLineAfterTheInnerClosingDelimiterIsSignedContent() throws Exception {
    assertThat(sample).endsWith("--\r\n");
    assertThat(read(sample.stripTrailing())).isEqualTo(read(sample));
  }

  @Test
  void Q23_aFinalRecipientNeedsNoAddressType() throws Exception {
    assertThat(read(sample).fields().first("Final-Recipient")).contains("<help@gateway.example>");
  }

  @Test
  void theReturnedHeadersSayWhereToLookWhereTheNotificationNamesNoMessage() throws Exception {
    Receipt receipt = read(sampleWith("Original-Message-Id: <38DEC16C.000002.00844>\r\n", ""));

    assertThat(receipt.original()).isEmpty();
    assertThat(receipt.about()).contains(OURS);
  }

  @Test
  void aCheckThatCannotBeReadIsAbsentAndStaysVisible() throws Exception {
    Receipt receipt = read(sampleWith(",sha1\r\n", ",md5\r\n"));

    assertThat(receipt.mic()).isEmpty();
    assertThat(receipt.fields().first("Received-content-MIC").orElseThrow()).endsWith(",md5");
  }

  @Test
  void aNotificationInBase64IsDecoded() throws Exception {
    assertThat(
            read("Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n"
                    + "Content-Type: message/disposition-notification\r\n"
                    + "Content-Transfer-Encoding: base64\r\n\r\n"
                    + "RGlzcG9zaXRpb246IGEvYjsgcHJvY2Vzc2VkDQo=\r\n--b--\r\n")
                .disposition()
                .orElseThrow()
                .processed())
        .isTrue();
  }

  @Test
  void F05_aReceiptThatSaysTwoThingsIsRefused() {
    String line = "Disposition: automatic-action/MDN sent automatically; processed\r\n";
    assertThatThrownBy(
            () -> read(sampleWith(line, line + "Disposition: a/b; processed/error: x\r\n")))
        .isInstanceOf(MalformedMimeException.class)
        .hasMessageContaining("2 values of Disposition");
    assertThatThrownBy(() -> read(sampleWith("Text/Plain", "Message/disposition-notification")))
        .isInstanceOf(MalformedMimeException.class)
        .hasMessageContaining("holds 2");
  }

  @Test
  void D6_aNotificationInsideAnotherMultipartIsNotLookedFor() {
    assertThatThrownBy(
            () ->
                read(sampleWith("Message/disposition-notification", "multipart/mixed; boundary=x")))
        .isInstanceOf(MalformedMimeException.class)
        .hasMessageContaining("not looked for");
  }

  @Test
  void aReportWithoutItsNotificationIsMalformed() {
    assertThatThrownBy(() -> read(sampleWith("disposition-notification\r\n", "plain\r\n")))
        .isInstanceOf(MalformedMimeException.class)
        .hasMessageContaining("holds 0");
  }

  @Test
  void aBrokenTextPartDoesNotSpoilTheReceipt() throws Exception {
    String broken = sampleWith("Content-Type: Text/Plain\r\nContent-Length: 27\r\n\r\n", "");

    assertThat(read(broken)).isEqualTo(read(sample));
  }

  @Test
  void aNotificationOfMegabytesIsMalformed() {
    Content huge =
        Content.join(
            Samples.crlf(
                "Content-Type: multipart/report; boundary=b\n\n--b\n"
                    + "Content-Type: message/disposition-notification\n\nA: 1\n"),
            Content.of(new byte[2 << 20]),
            Samples.crlf("\n--b--\n"));
    assertThatThrownBy(() -> ReceiptReader.read(EntityReader.read(huge, MimeLimits.DEFAULT)))
        .isInstanceOf(MalformedMimeException.class);
  }
}
