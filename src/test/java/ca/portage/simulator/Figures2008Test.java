package ca.portage.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.cms.CmsDecryptor;
import ca.portage.cms.CmsVerifier;
import ca.portage.cms.Digest;
import ca.portage.content.Content;
import ca.portage.ediint.MessageId;
import ca.portage.ediint.Mic;
import ca.portage.ediint.Receipt;
import ca.portage.ediint.ReceiptReader;
import ca.portage.ediint.SignedMessage;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MimeLimits;
import ca.portage.simulator.RawClient.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each deviation of the figures is emitted, and all of it is read back by the lenient readers. */
class Figures2008Test {
  private static final Content PART = TestBroker.part("application/edi-consent", "OPAQUE");

  @TempDir Path folder;
  private Simulator gateway;
  private TestBroker broker;
  private String id;
  private Response download;
  private String receipt;
  private String interchange;
  private List<Entity> items;

  @BeforeEach
  void exchange() throws Exception {
    gateway = TestGateway.start(folder, GatewayForm.FIGURES_2008);
    broker = new TestBroker(gateway, GatewayForm.FIGURES_2008, folder);
    id = TestBroker.newId();
    broker.put(id, broker.sealed(PART));
    gateway.offer(TestGateway.BROKER, TestBroker.text("TEST0001"), "application/edi-consent");
    download = broker.collect();
    items =
        TestBroker.parts(
            EntityReader.read(
                Content.join(
                    TestBroker.text(
                        "Content-Type: "
                            + download.header("Content-Type").orElseThrow()
                            + "\r\n\r\n"),
                    download.body()),
                MimeLimits.DEFAULT));
    receipt = text(opened(items.get(0)));
    interchange = text(opened(items.get(1)));
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
    gateway.close();
  }

  @Test
  void q01TheHostIsDroppedFromTheOriginalMessageId() {
    assertThat(receipt).contains("Original-Message-Id: " + id.replaceFirst("@.*>", ">") + "\r\n");
  }

  @Test
  void q02IdsHaveTwoAtSigns() {
    assertThat(body()).containsPattern("Message-Id: <[0-9A-F]{8}\\.\\d{6}\\.\\d{5}@@[a-z0-9-]+>");
  }

  @Test
  void q04AndQ05AHeaderContinuesWithoutIndent() {
    assertThat(body())
        .contains(
            "Disposition-Notification-Options: signed-receipt-protocol=required,"
                + " pkcs7-signature;\r\nSigned-Receipt-Micalg=required, sha1\r\n");
    assertThat(receipt).contains("pkcs7-signature;\r\nsigned-receipt-micalg=required, sha1\r\n");
    assertThat(interchange).contains("\r\nmicalg=sha1;\r\nboundary=\"");
  }

  @Test
  void q06ABlankStandsBeforeAColon() {
    assertThat(body()).contains("\r\nMime-Version : 1.0\r\n");
    assertThat(receipt).contains("\r\nmime-version : 1.0\r\n");
  }

  @Test
  void q07TheDelimiterIsTheBoundaryItself() {
    for (String text : List.of(receipt, interchange)) {
      String boundary = text.replaceFirst("(?s).*?boundary=\"([^\"]+)\".*", "$1");
      assertThat(text).contains("\r\n" + boundary + "\r\n").endsWith("\r\n" + boundary + "--\r\n");
      assertThat(text).doesNotContain("\r\n--" + boundary);
    }
    assertThat(body()).startsWith(boundaryOfDownload() + "\r\n");
  }

  @Test
  void q08ABlankLineFollowsTheDelimiterOutsideOfSignedContent() {
    assertThat(body()).startsWith(boundaryOfDownload() + "\r\n\r\nMime-Version: 1.0\r\n");
    assertThat(receipt).doesNotContain("\r\n\r\nContent-Type: Multipart/report");
  }

  @Test
  void q10TheSignatureIsBase64WithoutSayingSo() {
    for (String text : List.of(receipt, interchange)) {
      assertThat(text)
          .containsPattern(
              "Content-Type: Application/pkcs7-signature\r\nContent-Length: \\d+\r\n\r\nMI")
          .doesNotContain("Transfer-Encoding");
    }
  }

  @Test
  void q12AndQ13BlanksStandForHyphens() {
    assertThat(receipt)
        .contains("report-type=\"disposition notification\"")
        .contains("Disposition: automatic-action/MDN sent automatically; processed\r\n");
  }

  @Test
  void q14TheSlashOfAnErrorHasABlankBeforeIt() throws Exception {
    broker.put(TestBroker.newId(), TestBroker.text("no CMS"));
    Response second = broker.collect();
    Entity item =
        TestBroker.parts(
                EntityReader.read(
                    Content.join(
                        TestBroker.text(
                            "Content-Type: "
                                + second.header("Content-Type").orElseThrow()
                                + "\r\n\r\n"),
                        second.body()),
                    MimeLimits.DEFAULT))
            .get(0);
    assertThat(text(opened(item)))
        .contains("MDN sent automatically; processed /Error: decryption-failed\r\n");
  }

  @Test
  void q15TheMicHasNoBlanks() throws Exception {
    String mic = Mic.of(PART, Digest.SHA1).toString().replace(" ", "");
    assertThat(receipt).contains("\r\nReceived-content-MIC:" + mic + "\r\n").contains("\"sha1\"");
  }

  @Test
  void q16AndQ17InnerLengthsAreWrongButForTheText() throws Exception {
    assertThat(interchange).contains("Content-Length: " + (8 + 4096) + "\r\n\r\nTEST0001\r\n");
    assertThat(receipt).containsPattern("Text/Plain\r\nContent-Length: 70\r\n\r\n.{70}\r\n");
    int declared =
        Integer.parseInt(
            receipt.replaceFirst(
                "(?s).*disposition-notification\r\nContent-Length: (\\d+).*", "$1"));
    String fields = receipt.replaceFirst("(?s).*(Final-Recipient.*?; processed\r\n).*", "$1");
    assertThat(declared).isNotEqualTo(fields.length());
  }

  @Test
  void q18TheLengthOfTheAnswerItselfIsTrue() {
    assertThat(download.complete()).isTrue();
    assertThat(download.header("Content-Length")).contains(Long.toString(download.body().size()));
  }

  @Test
  void q19TypesAndParametersAreInMixedCase() {
    assertThat(receipt)
        .contains("Multipart/signed", "  Protocol=", "Multipart/report", "Message/rfc822");
    assertThat(body()).contains("Content-Type: Application/pkcs7-mime");
  }

  @Test
  void q20TheReturnedHeadBeginsWithItsRequestLineAndEndsWithoutABlankLine() {
    String returned = receipt.replaceFirst("(?s).*Message/rfc822\r\n[^\r]*\r\n\r\n", "");
    assertThat(returned)
        .startsWith("POST https://localhost:")
        .contains(" HTTP/1.0\r\nAccept: application/pkcs7-mime")
        .contains("\r\ncontent-length: ")
        .containsPattern("receipt-delivery-option: [^\r]+\r\n-----Boundary");
  }

  @Test
  void q21AnEmptyLineStandsBetweenTheInnerAndTheOuterDelimiter() {
    assertThat(receipt).containsPattern("-----Boundary-00=_VA4\\d+--\r\n\r\n-----Boundary-00=_QL8");
    assertThat(receipt).doesNotContainPattern("=?\r\n\r\n-----Boundary-00=_QL8\\d+--");
  }

  @Test
  void q22AndQ23AddressesVaryAndNoAddressTypeIsNamed() {
    assertThat(body())
        .contains("From: Customs Gateway Simulator <cig@gateway.simulator.example>")
        .contains("From: <cig@gateway.simulator.example>");
    assertThat(receipt).contains("Final-Recipient: <cig@gateway.simulator.example>\r\n");
  }

  @Test
  void q24LocalTimeCallsItselfGmt() {
    Instant noon = Instant.parse("2000-03-26T19:34:07Z");
    Figures2008 form =
        new Figures2008(Digest.SHA1, gateway.submit(), Clock.fixed(noon, ZoneOffset.UTC));

    assertThat(form.date(noon)).isEqualTo("Sun, 26 Mar 2000 14:34:07 GMT");
    assertThat(form.nextId()).startsWith("<38DE662F.000001.");
  }

  @Test
  void q33NothingQueuedIsSaidInLowerCase() throws Exception {
    broker.collect();
    Response empty = broker.collect();

    assertThat(empty.lines().get(0)).isEqualTo("HTTP/1.0 204 ok");
    assertThat(empty.header("Content-Type")).contains("text/plain");
    assertThat(empty.header("Content-Length")).isEmpty();
  }

  @Test
  void theAnswersHeadIsThatOfTheFigure() {
    assertThat(download.lines().get(0)).isEqualTo("HTTP/1.0 200 OK");
    assertThat(download.lines().stream().skip(1).map(line -> line.split(":")[0]))
        .containsExactly(
            "Date",
            "Server",
            "Pragma",
            "Cache-Control",
            "Expires",
            "Connection",
            "Mime-Version",
            "Content-Type",
            "Content-Length");
    assertThat(download.header("Content-Type"))
        .contains("Multipart/mixed;\r\n  boundary=\"" + boundaryOfDownload() + '"');
  }

  @Test
  void everySignatureVerifiesAndTheReceiptIsReadInFull() throws Exception {
    for (Entity item : items) {
      SignedMessage message = SignedMessage.open(opened(item), broker.scratch);
      assertThat(
              CmsVerifier.detached(message.signedPart(), message.signature().orElseThrow())
                  .signer())
          .isEqualTo(Party.GATEWAY_SIGNING.certificate());
    }
    SignedMessage message = SignedMessage.open(opened(items.get(0)), broker.scratch);
    Receipt read =
        ReceiptReader.read(EntityReader.read(message.signedPart(), MimeLimits.DEFAULT))
            .orElseThrow();
    assertThat(read.original().orElseThrow().names(new MessageId(id))).isTrue();
    assertThat(read.returned().orElseThrow().value()).isEqualTo(id);
    assertThat(read.mic()).contains(Mic.of(PART, Digest.SHA1));
  }

  private String boundaryOfDownload() {
    return download
        .header("Content-Type")
        .orElseThrow()
        .replaceFirst("(?s).*boundary=\"([^\"]+)\".*", "$1");
  }

  private Content opened(Entity item) throws Exception {
    return CmsDecryptor.decrypt(
        item.body(), List.of(Party.BROKER_ENCRYPTION.decryption()), broker.scratch);
  }

  private String body() {
    try {
      return text(download.body());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Content content) throws Exception {
    return new String(content.toBytes(1 << 20), StandardCharsets.ISO_8859_1);
  }
}
