package ca.portage.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.cms.CmsSigner;
import ca.portage.content.Content;
import ca.portage.pki.TestAuthority.Purpose;
import ca.portage.simulator.RawClient.Response;
import ca.portage.simulator.TestBroker.Item;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Put turns away by its status, and what it turns away by a receipt. */
class PutRefusalTest {
  private static final Content PART = TestBroker.part("application/edi-consent", "TEST0000\r\n");

  @TempDir Path folder;
  private Simulator gateway;
  private TestBroker broker;

  @BeforeEach
  void start() throws Exception {
    gateway = TestGateway.start(folder, GatewayForm.STRICT);
    broker = new TestBroker(gateway, GatewayForm.STRICT, folder);
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
    gateway.close();
  }

  @Test
  void anotherMethodIs400() throws Exception {
    assertThat(withHead(lines -> replaced(lines, "POST ", "PUT ")).status()).isEqualTo(400);
    assertSeen(400, "CIG E-01");
  }

  @Test
  void anotherContentTypeIs400() throws Exception {
    assertThat(withHead(lines -> replaced(lines, "application/pkcs7-mime$", "text/plain")).status())
        .isEqualTo(400);
    assertSeen(400, "CIG E-08");
  }

  @Test
  void aChunkedBodyIs400AndTheAnswerArrives() throws Exception {
    Response response =
        broker.http.send(
            gateway.submit(),
            replaced(head(0), "Content-Length: 0", "Transfer-Encoding: chunked"),
            TestBroker.text("5\r\nhello\r\n0\r\n\r\n"));

    assertThat(response.status()).isEqualTo(400);
    assertSeen(400, "CIG E-12");
  }

  @Test
  void aMissingLengthIs400() throws Exception {
    assertThat(withHead(lines -> without(lines, "Content-Length")).status()).isEqualTo(400);
  }

  @Test
  void aMissingHeaderIs400() throws Exception {
    for (String name : List.of("Message-ID", "From", "Date", "Mime-Version")) {
      assertThat(withHead(lines -> without(lines, name)).status()).as(name).isEqualTo(400);
      assertSeen(400, name);
    }
  }

  @Test
  void aFoldedHeaderIs400() throws Exception {
    assertThat(
            withHead(lines -> replaced(lines, "pkcs7-signature; ", "pkcs7-signature;\r\n "))
                .status())
        .isEqualTo(400);
    assertSeen(400, "folded");
  }

  @Test
  void aBlankBeforeAColonIs400() throws Exception {
    assertThat(withHead(lines -> replaced(lines, "Mime-Version:", "Mime-Version :")).status())
        .isEqualTo(400);
    assertSeen(400, "blank before the colon");
  }

  @Test
  void bytesThatAreNoRequestAre400() throws Exception {
    assertThat(broker.http.send(gateway.submit(), List.of("HELLO"), TestBroker.text("")).status())
        .isEqualTo(400);
  }

  @Test
  void anUnknownSenderIs403() throws Exception {
    assertThat(withHead(lines -> replaced(lines, "From: edi@", "From: other@")).status())
        .isEqualTo(403);
    assertSeen(403, "CIG L-07");
  }

  @Test
  void anUnknownPathIs404() throws Exception {
    assertThat(withHead(lines -> replaced(lines, "CigWasPut0 ", "CigWasPut1 ")).status())
        .isEqualTo(404);
    assertSeen(404, "CIG L-08");
  }

  @Test
  void noReasonIsEverToldToThePeer() throws Exception {
    Response response = withHead(lines -> without(lines, "Date"));

    assertThat(response.body().size()).isZero();
    assertThat(String.join("\n", response.lines())).doesNotContain("CIG").doesNotContain("once");
  }

  @Test
  void anAbsoluteTargetIsUnderstood() throws Exception {
    assertThat(withHead(lines -> replaced(lines, "POST /", "POST https://localhost/")).status())
        .isEqualTo(200);
  }

  @Test
  void aBodyForAnotherRecipientIsAnsweredDecryptionFailed() throws Exception {
    broker.recipient = Party.STRANGER;
    assertFinding(broker.sealed(PART), "decryption-failed");
  }

  @Test
  void aBodyThatIsNoEnvelopeIsAnsweredDecryptionFailed() throws Exception {
    assertFinding(TestBroker.text("this is not CMS"), "decryption-failed");
  }

  @Test
  void anUnsignedInterchangeIsAnsweredAuthenticationFailed() throws Exception {
    assertFinding(broker.encrypted(PART), "authentication-failed");
  }

  @Test
  void anUnknownSignerIsAnsweredAuthenticationFailed() throws Exception {
    broker.signer = Party.STRANGER;
    assertFinding(broker.sealed(PART), "authentication-failed");
  }

  @Test
  void anExpiredSignerIsAnsweredAuthenticationFailed() throws Exception {
    Party expired = Party.issue(Purpose.SIGNING, "Expired", Duration.ofMinutes(-1));
    gateway.know(
        new Client(
            TestGateway.BROKER, expired.certificate(), Party.BROKER_ENCRYPTION.certificate()));
    broker.signer = expired;
    assertFinding(broker.sealed(PART), "authentication-failed");
  }

  @Test
  void changedContentIsAnsweredIntegrityCheckFailed() throws Exception {
    byte[] signature = CmsSigner.detached(PART, broker.signer.signing(), broker.algorithms);
    Content other = TestBroker.part("application/edi-consent", "TEST0001\r\n");
    assertFinding(broker.encrypted(broker.multipart(other, signature)), "integrity-check-failed");
  }

  @Test
  void lineEndsThatWereNotCanonicalAreAnsweredIntegrityCheckFailed() throws Exception {
    assertFinding(
        broker.sealed(TestBroker.part("application/edi-consent", "TEST0000\n")),
        "integrity-check-failed");
  }

  @Test
  void aThirdPartIsAnsweredUnexpectedProcessingError() throws Exception {
    assertFinding(
        reshaped(
            "--Boundary-of-the-test-broker--",
            "--Boundary-of-the-test-broker\r\n\r\nmore" + "\r\n--Boundary-of-the-test-broker--"),
        "unexpected-processing-error");
  }

  @Test
  void anUnquotedBoundaryIsAnsweredUnexpectedProcessingError() throws Exception {
    assertFinding(
        reshaped(
            "boundary=\"Boundary-of-the-test-broker\"", "boundary=Boundary-of-the-test-broker"),
        "unexpected-processing-error");
  }

  @Test
  void anotherProtocolIsAnsweredUnexpectedProcessingError() throws Exception {
    assertFinding(
        reshaped("protocol=\"application/pkcs7", "protocol=\"application/pgp"),
        "unexpected-processing-error");
  }

  @Test
  void anotherMicalgIsAnsweredUnexpectedProcessingError() throws Exception {
    assertFinding(reshaped("micalg=sha256", "micalg=sha1"), "unexpected-processing-error");
  }

  @Test
  void aDelimiterWithoutItsHyphensIsAnsweredUnexpectedProcessingError() throws Exception {
    assertFinding(
        reshaped("--Boundary-of-the-test-broker", "Boundary-of-the-test-broker"),
        "unexpected-processing-error");
  }

  @Test
  void aFalsePartLengthIsAnsweredUnexpectedProcessingError() throws Exception {
    Content part =
        TestBroker.text("Content-Type: application/edi-consent\r\nContent-Length: 9\r\n\r\nTEST");
    assertFinding(broker.sealed(part), "unexpected-processing-error");
  }

  @Test
  void anotherTypeOfPartIsAnsweredUnexpectedProcessingError() throws Exception {
    assertFinding(
        broker.sealed(TestBroker.part("application/xml", "<x/>")), "unexpected-processing-error");
  }

  @Test
  void anInterchangeThatAsksForNoReceiptIs400() throws Exception {
    Content wire = broker.sealed(PART);
    URI submit = gateway.submit();
    List<String> head = broker.head(submit, TestBroker.newId(), wire.size(), false);

    assertThat(broker.http.send(submit, head, wire).status()).isEqualTo(400);
    assertSeen(400, "CIG E-09");
  }

  @Test
  void aReceiptThatAsksForAReceiptIs400() throws Exception {
    Content receipt = TestBroker.report("<a@b>", broker.mic(PART), "x");

    assertThat(broker.put(TestBroker.newId(), broker.sealed(receipt)).status()).isEqualTo(400);
    assertSeen(400, "CIG I-18");
  }

  private void assertFinding(Content wire, String word) throws Exception {
    assertThat(broker.put(TestBroker.newId(), wire).status()).isEqualTo(200);
    assertThat(gateway.interchanges()).isEmpty();
    gateway.know(TestGateway.broker());
    broker.signer = Party.BROKER_SIGNING;
    broker.recipient = Party.GATEWAY_ENCRYPTION;
    List<Item> items = broker.download();
    assertThat(items).singleElement().matches(Item::receipt);
    assertThat(new String(items.get(0).part().whole().toBytes(1 << 16), StandardCharsets.US_ASCII))
        .contains("Disposition: automatic-action/MDN-sent-automatically; processed/Error: " + word);
  }

  private Content reshaped(String from, String to) throws Exception {
    String entity = new String(broker.signed(PART).toBytes(1 << 16), StandardCharsets.ISO_8859_1);
    return broker.encrypted(TestBroker.text(entity.replace(from, to)));
  }

  private List<String> head(long length) {
    return broker.head(gateway.submit(), TestBroker.newId(), length, true);
  }

  private Response withHead(UnaryOperator<List<String>> change) throws Exception {
    Content wire = broker.sealed(PART);
    return broker.http.send(gateway.submit(), change.apply(head(wire.size())), wire);
  }

  private void assertSeen(int status, String why) {
    List<Seen> seen = gateway.seen();
    assertThat(seen.get(seen.size() - 1).status()).isEqualTo(status);
    assertThat(seen.get(seen.size() - 1).why()).contains(why);
  }

  private static List<String> replaced(List<String> lines, String regex, String by) {
    return lines.stream().map(line -> line.replaceFirst(regex, by)).toList();
  }

  private static List<String> without(List<String> lines, String name) {
    return lines.stream().filter(line -> !line.startsWith(name + ":")).toList();
  }
}
