package ca.portage.app;

import static ca.portage.app.Given.bytes;
import static ca.portage.app.VerdictStage.soon;
import static ca.portage.app.VerdictStories.kind;

import ca.portage.content.Content;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Download;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.Fault;
import ca.portage.simulator.Misbehaviour.Service;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whole answers of the gateway that hold no receipt, or half of one. */
final class AnswerStories {
  private static final String PAGE = "<html><body>Log in</body></html>";

  private final VerdictStage stage;
  private final List<VerdictResult> results = new ArrayList<>();
  private final List<String> files = new ArrayList<>();

  AnswerStories(VerdictStage stage) {
    this.stage = stage;
  }

  List<VerdictResult> play() throws Exception {
    stage.prepare(5);
    answers();
    truncatedDownload();
    ambiguous("the connection broke", answer("Content-Length: 500", "cut"));
    acceptedWithAPage();
    return stage.withHonestReceipts(results, files);
  }

  private void add(VerdictResult result, String file) {
    results.add(result);
    files.add(file);
  }

  private static byte[] answer(String header, String body) {
    return bytes("HTTP/1.1 200 OK\r\n" + header + "\r\nConnection: close\r\n\r\n" + body);
  }

  /** Answers with 200 to a download request that are no download. */
  private void answers() throws Exception {
    answer(
        "a page with 200 in place of a download",
        "is no download",
        "Content-Type: text/html",
        PAGE);
    answer(
        "words with 200 in place of a download",
        "is no download",
        "Content-Type: text/plain",
        "processed");
    answer("a 200 with nothing in place of a download", "no content", "Content-Length: 0", "");
    answer(
        "an unsigned report with 200 in place of a download",
        "cannot be taken apart",
        "Content-Type: multipart/report; report-type=disposition-notification",
        "Disposition: automatic-action/MDN-sent-automatically; processed\r\n");
  }

  private void answer(String name, String words, String header, String body) throws Exception {
    String file = stage.accepted();
    Set<String> before = downloads(words).map(Download::id).collect(Collectors.toSet());
    stage
        .home()
        .gateway()
        .misbehaviour()
        .plan(Service.GET, 1, new Fault.Spoken(Content.of(answer(header, body))));
    Download download = newDownload(words, before);
    add(
        stage.result(
            kind(name, State.ACCEPTED, State.STORED, words),
            file,
            "download " + download.state(),
            download.reason().orElse(""),
            download.id()),
        file);
  }

  private Download newDownload(String words, Set<String> before) {
    soon().until(() -> downloads(words).anyMatch(d -> !before.contains(d.id())));
    return downloads(words).filter(d -> !before.contains(d.id())).findFirst().orElseThrow();
  }

  private Stream<Download> downloads(String words) {
    return stage.home().ledger().downloads("cig", 1000).stream()
        .filter(d -> d.reason().filter(r -> r.contains(words)).isPresent());
  }

  private void truncatedDownload() throws Exception {
    String file = stage.accepted();
    byte[] whole = stage.given(stage.message(file)).honest().get(0);
    String half =
        "--b\r\nMessage-Id: <half@gateway.example>\r\nContent-Type: application/pkcs7-mime\r\n\r\n"
            + new String(Arrays.copyOf(whole, whole.length / 2), StandardCharsets.ISO_8859_1);
    stage
        .home()
        .gateway()
        .misbehaviour()
        .plan(
            Service.GET,
            1,
            new Fault.Spoken(
                Content.of(
                    answer(
                        "Content-Type: multipart/mixed; boundary=b\r\nContent-Length: 9999",
                        half))));
    soon().until(() -> alert("1 is partial").isPresent());
    Alert alert = alert("1 is partial").orElseThrow();
    add(
        stage.result(
            kind(
                "a download that was cut inside the receipt",
                State.ACCEPTED,
                State.STORED,
                "was cut"),
            file,
            "download cut",
            alert.text(),
            alert.id().orElseThrow()),
        file);
  }

  private Optional<Alert> alert(String words) {
    return stage.home().ledger().alerts(10_000).stream()
        .filter(a -> a.text().contains(words))
        .findFirst();
  }

  /** F8: whether it arrived is not known until its receipt says so. */
  private void ambiguous(String words, byte[] answer) throws Exception {
    stage
        .home()
        .gateway()
        .misbehaviour()
        .plan(Service.PUT, 1, new Fault.Spoken(Content.of(answer)));
    String file = stage.drop();
    Message message = stage.await(file, State.AMBIGUOUS);
    add(
        stage.result(
            kind("a 200 for the message that was cut", State.AMBIGUOUS, State.STORED, words),
            file,
            "-",
            message.reason().orElse(""),
            message.id()),
        file);
  }

  /** B7: what an answer to a message says is nobody's proof. */
  private void acceptedWithAPage() throws Exception {
    stage
        .home()
        .gateway()
        .misbehaviour()
        .plan(
            Service.PUT,
            1,
            new Fault.Spoken(
                Content.of(
                    answer("Content-Type: text/html\r\nContent-Length: " + PAGE.length(), PAGE))));
    String file = stage.drop();
    Message message = stage.await(file, State.ACCEPTED);
    add(
        stage.result(
            kind("a page with 200 for the message", State.ACCEPTED, State.STORED, "200"),
            file,
            "-",
            message.reason().orElse(""),
            message.id()),
        file);
  }
}
