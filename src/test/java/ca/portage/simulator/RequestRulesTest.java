package ca.portage.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.cms.Digest;
import ca.portage.simulator.http.HeaderLine;
import ca.portage.simulator.http.RequestHead;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRulesTest {
  private final RequestRules rules = new RequestRules(GatewayForm.STRICT, Digest.SHA256);

  @Test
  void aProperSubmissionPasses() {
    assertThat(rules.submission(submission())).isEmpty();
  }

  @Test
  void aProperReceiptPassesWithoutReceiptRequest() {
    assertThat(rules.submission(download())).isEmpty();
  }

  @Test
  void aProperDownloadRequestPasses() {
    assertThat(rules.download(download())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "From",
        "Message-ID",
        "Mime-Version",
        "Date",
        "Accept",
        "Content-Type",
        "Content-Length"
      })
  void aMissingHeaderIsRefused(String name) {
    assertRefused(without(submission(), name));
    assertThat(rules.download(without(download(), name))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"From", "Message-ID", "Content-Length", "Host", "Content-Type"})
  void aRepeatedHeaderIsRefused(String name) {
    assertRefused(with(submission(), name, submission().first(name).orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "From | the administrator",
        "Message-ID | 38DEC16C.000002@broker.example",
        "Message-ID | <38DEC16C.000002>",
        "Mime-Version | 1.1",
        "Date | Wed, 12 Jan 2000 10:45:04 +0000",
        "Date | Tue, 12 Jan 2000 10:45:04 GMT",
        "Accept | application/pkcs7-mime",
        "Content-Type | application/pkcs7-mime; smime-type=enveloped-data",
        "Content-Type | text/plain",
        "Content-Length | 0",
        "Content-Length | +5",
        "Disposition-Notification-Options | signed-receipt-protocol=optional, pkcs7-signature",
        "Disposition-Notification-To | nobody",
        "Receipt-Delivery-Option | https://localhost/CigWasOp/CigWas.CigWasPut0"
      })
  void aWrongValueIsRefused(String name, String value) {
    assertRefused(with(without(submission(), name), name, value));
  }

  @Test
  void anotherMethodIsRefused() {
    RequestHead head = submission();
    assertRefused(
        new RequestHead(
            head.lines(), "PUT", head.target(), head.version(), head.headers(), List.of()));
  }

  @Test
  void aChunkedBodyIsRefused() {
    assertRefused(with(without(submission(), "Content-Length"), "Transfer-Encoding", "chunked"));
  }

  @Test
  void partOfAReceiptRequestIsRefused() {
    for (String name : RequestRules.RECEIPT_REQUEST) {
      assertRefused(without(submission(), name));
    }
  }

  @Test
  void aReceiptMayNotBeAskedWithAnotherDigest() {
    RequestRules sha1 = new RequestRules(GatewayForm.STRICT, Digest.SHA1);

    assertThat(sha1.submission(submission())).isPresent();
  }

  @Test
  void aDownloadRequestMayNotAskForAReceipt() {
    for (String name : RequestRules.RECEIPT_REQUEST) {
      assertThat(rules.download(with(download(), name, "x")).map(Refusal::status)).contains(400);
    }
    assertThat(rules.download(with(download(), "Receipt-Delivery-Options", "x"))).isPresent();
  }

  @Test
  void whatHttp11ForbidsIsRefusedStrictlyAndForgivenInTheFormOfTheFigures() {
    RequestHead head = submission();
    RequestHead folded =
        new RequestHead(
            head.lines(), "POST", "/", "HTTP/1.1", head.headers(), List.of("a folded header"));

    assertRefused(folded);
    assertThat(new RequestRules(GatewayForm.FIGURES_2008, Digest.SHA256).submission(folded))
        .isEmpty();
  }

  @Test
  void anHttp10RequestNeedsNoHost() {
    RequestHead head = without(submission(), "Host");

    assertThat(
            rules.submission(
                new RequestHead(head.lines(), "POST", "/", "HTTP/1.0", head.headers(), List.of())))
        .isEmpty();
  }

  private void assertRefused(RequestHead head) {
    assertThat(rules.submission(head).map(Refusal::status)).contains(400);
  }

  private static RequestHead submission() {
    RequestHead head = download();
    head = with(head, "Disposition-Notification-To", "edi@broker.example");
    head =
        with(
            head,
            "Disposition-Notification-Options",
            "signed-receipt-protocol=required, pkcs7-signature;"
                + " signed-receipt-micalg=required, sha256");
    return with(head, "Receipt-Delivery-Option", "https://localhost:1/CigWasOp/CigWas.CigWasGet0");
  }

  private static RequestHead download() {
    List<HeaderLine> headers =
        List.of(
            new HeaderLine("Host", "localhost"),
            new HeaderLine("From", "edi@broker.example"),
            new HeaderLine("Accept", "application/pkcs7-mime; text/plain"),
            new HeaderLine("Date", "Wed, 12 Jan 2000 10:45:04 GMT"),
            new HeaderLine("Content-Type", "application/pkcs7-mime"),
            new HeaderLine("Mime-Version", "1.0"),
            new HeaderLine("Message-ID", "<38DEC16C.000002.00844@broker.example>"),
            new HeaderLine("Content-Length", "1998"));
    return new RequestHead(List.of(), "POST", "/", "HTTP/1.1", headers, List.of());
  }

  private static RequestHead with(RequestHead head, String name, String value) {
    List<HeaderLine> headers = new ArrayList<>(head.headers());
    headers.add(new HeaderLine(name, value));
    return replaced(head, headers);
  }

  private static RequestHead without(RequestHead head, String name) {
    return replaced(
        head, head.headers().stream().filter(h -> !h.name().equalsIgnoreCase(name)).toList());
  }

  private static RequestHead replaced(RequestHead head, List<HeaderLine> headers) {
    return new RequestHead(
        head.lines(), head.method(), head.target(), head.version(), headers, head.lapses());
  }
}
