package ca.portage.app;

import static ca.portage.app.Given.bytes;
import static ca.portage.app.VerdictStage.soon;

import ca.portage.content.Content;
import ca.portage.hostile.RawReport;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Download;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.Fault;
import ca.portage.simulator.Misbehaviour.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Kinds that need more than one receipt for one accepted message: each plays by itself. */
final class VerdictStories {
  private static final String GROUP = "at its time";
  private static final String PAGE = "<html><body>Log in</body></html>";

  private final VerdictStage stage;
  private final List<VerdictResult> results = new ArrayList<>();

  VerdictStories(VerdictStage stage) {
    this.stage = stage;
  }

  List<VerdictResult> play() throws Exception {
    answers();
    truncatedDownload();
    ambiguous("the connection broke", answer("Content-Length: 500", "cut"));
    acceptedWithAPage();
    beforeTheAnswerAndBeforeTheSending();
    failed();
    overdue();
    again();
    conflict();
    receiptForAReceipt();
    receiptThatAsksForOne();
    return results;
  }

  private static VerdictKind kind(String name, State message, State receipt, String words) {
    return new VerdictKind(GROUP, name, "sha1", g -> List.of(), message, receipt, words);
  }

  private static byte[] answer(String header, String body) {
    return bytes("HTTP/1.1 200 OK\r\n" + header + "\r\nConnection: close\r\n\r\n" + body);
  }

  /** Answers with 200 to a download request that are no download. */
  private void answers() throws Exception {
    answer("a page with 200 in place of a download", "is no download", "Content-Type: text/html", PAGE);
    answer("words with 200 in place of a download", "is no download", "Content-Type: text/plain",
        "processed");
    answer("a 200 with nothing in place of a download", "no content", "Content-Length: 0", "");
    answer("an unsigned report with 200 in place of a download", "cannot be taken apart",
        "Content-Type: multipart/report; report-type=disposition-notification",
        "Disposition: automatic-action/MDN-sent-automatically; processed\r\n");
  }

  private void answer(String name, String words, String header, String body) throws Exception {
    String file = stage.drop();
    Message message = stage.await(file, State.ACCEPTED);
    stage.home().gateway().misbehaviour()
        .plan(Service.GET, 1, new Fault.Spoken(Content.of(answer(header, body))));
    Download download = download(message, words);
    VerdictKind kind = kind(name, State.ACCEPTED, State.STORED, words);
    results.add(
        new VerdictResult(
            kind,
            stage.message(file).state(),
            "download " + download.state(),
            download.reason().orElse(""),
            true,
            false,
            stage.honest(file)));
  }

  private Download download(Message after, String words) {
    soon().until(() -> downloads(after, words).findFirst().isPresent());
    return downloads(after, words).findFirst().orElseThrow();
  }

  private java.util.stream.Stream<Download> downloads(Message after, String words) {
    return stage.home().ledger().downloads("cig", 50).stream()
        .filter(d -> d.opened().isAfter(after.updated()))
        .filter(d -> d.reason().filter(r -> r.contains(words)).isPresent());
  }

  private void truncatedDownload() throws Exception {
    String file = stage.drop();
    Message message = stage.await(file, State.ACCEPTED);
    byte[] whole = stage.given(message).honest().get(0);
    String half =
        "--b\r\nMessage-Id: <half@gateway.example>\r\nContent-Type: application/pkcs7-mime\r\n\r\n"
            + new String(
                Arrays.copyOf(whole, whole.length / 2),
                java.nio.charset.StandardCharsets.ISO_8859_1);
    stage.home().gateway().misbehaviour()
        .plan(
            Service.GET,
            1,
            new Fault.Spoken(
                Content.of(
                    answer(
                        "Content-Type: multipart/mixed; boundary=b\r\nContent-Length: 9999",
                        half))));
    soon().until(() -> alert("1 is partial").isPresent());
    results.add(
        new VerdictResult(
            kind("a download that was cut inside the receipt", State.ACCEPTED, State.STORED, "was cut"),
            stage.message(file).state(),
            "download cut",
            alert("1 is partial").orElseThrow(),
            true,
            false,
            stage.honest(file)));
  }

  private Optional<String> alert(String words) {
    return stage.home().ledger().alerts(10_000).stream()
        .map(Alert::text)
        .filter(t -> t.contains(words))
        .findFirst();
  }

  /** F8: whether it arrived is not known until its receipt says so. */
  private void ambiguous(String words, byte[] answer) throws Exception {
    stage.home().gateway().misbehaviour().plan(Service.PUT, 1, new Fault.Spoken(Content.of(answer)));
    String file = stage.drop();
    Message message = stage.await(file, State.AMBIGUOUS);
    results.add(
        new VerdictResult(
            kind("a 200 for the message that was cut", State.AMBIGUOUS, State.STORED, words),
            message.state(),
            "-",
            message.reason().orElse(""),
            true,
            false,
            stage.honest(file)));
  }

  /** B7: what an answer to a message says is nobody's proof. */
  private void acceptedWithAPage() throws Exception {
    stage.home().gateway().misbehaviour()
        .plan(
            Service.PUT,
            1,
            new Fault.Spoken(
                Content.of(
                    answer("Content-Type: text/html\r\nContent-Length: " + PAGE.length(), PAGE))));
    String file = stage.drop();
    Message message = stage.await(file, State.ACCEPTED);
    results.add(
        new VerdictResult(
            kind("a page with 200 for the message", State.ACCEPTED, State.STORED, "200"),
            message.state(),
            "-",
            message.reason().orElse(""),
            true,
            false,
            stage.honest(file)));
  }

  /** D16, F9: the gateway's answer is held back while the receipts are there already. */
  private void beforeTheAnswerAndBeforeTheSending() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    stage.home().gateway().watch(
        seen -> {
          if (seen.path().endsWith("Put0") && reached.getCount() > 0) {
            reached.countDown();
            uninterrupted(go);
          }
        });
    try {
      String early = stage.drop();
      uninterrupted(reached);
      String unsent = stage.drop();
      Message waiting = stage.await(unsent, State.PACKAGED);
      Message sending = stage.await(early, State.SENDING);
      Message first = stage.judged(stage.offer(sending, stage.given(sending).honest().get(0)));
      Message second = stage.judged(stage.offer(waiting, stage.given(waiting).honest().get(0)));
      VerdictResult before =
          stage.result(
              kind("a receipt before the 200", State.DONE, State.CLOSED, "signed that it processed"),
              early,
              first);
      VerdictResult never =
          stage.result(
              kind(
                  "a receipt for a message that was never sent",
                  State.PACKAGED,
                  State.CLOSED,
                  "was never sent"),
              unsent,
              second);
      go.countDown();
      stage.await(unsent, State.ACCEPTED);
      results.add(before.after(stage.message(early).state()));
      results.add(never.after(stage.honest(unsent)));
    } finally {
      go.countDown();
      stage.home().gateway().watch(seen -> {});
    }
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      if (!latch.await(2, TimeUnit.MINUTES)) {
        throw new IllegalStateException("nobody let go");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void failed() throws Exception {
    stage.home().gateway().misbehaviour().answerPuts(1, 403);
    String file = stage.drop();
    Message message = stage.await(file, State.FAILED);
    Message receipt = stage.judged(stage.offer(message, stage.given(message).honest().get(0)));
    results.add(
        stage.result(
            kind("a receipt for a message that was refused", State.FAILED, State.CLOSED, "already FAILED"),
            file,
            receipt));
  }

  private void overdue() throws Exception {
    String file = stage.drop();
    Message message = stage.await(file, State.ACCEPTED);
    stage.home().ledger().markOverdue(message.id());
    Message receipt = stage.judged(stage.offer(message, stage.given(message).honest().get(0)));
    results.add(
        stage.result(
            kind("a receipt that comes late", State.DONE, State.CLOSED, "signed that it processed"),
            file,
            receipt));
  }

  /** F3: the gateway hands out the same part once more. */
  private void again() throws Exception {
    String file = stage.drop();
    Message message = stage.await(file, State.ACCEPTED);
    String id = stage.offer(message, stage.given(message).honest().get(0));
    stage.judged(id);
    stage.home().gateway().requeue(List.of(id));
    results.add(
        stage.result(
            kind("the same receipt again", State.DONE, State.DUPLICATE, "came before"),
            file,
            twin(id, State.DUPLICATE)));
  }

  /** D15: another receipt under the id of the first. */
  private void conflict() throws Exception {
    String file = stage.drop();
    Message message = stage.await(file, State.ACCEPTED);
    Given given = stage.given(message);
    String id = stage.offer(message, given.honest().get(0));
    stage.judged(id);
    List<byte[]> other =
        given.sealed(
            given.report().says("automatic-action/MDN-sent-automatically; processed/Error: x"));
    stage.offer(id, message.messageId(), other.get(0));
    results.add(
        stage.result(
            kind(
                "another receipt under the id of the first",
                State.DONE,
                State.CONFLICT,
                "same message id and other content"),
            file,
            twin(id, State.CONFLICT)));
  }

  private Message twin(String id, State state) {
    soon().until(() -> twins(id, state).findFirst().isPresent());
    return twins(id, state).findFirst().orElseThrow();
  }

  private java.util.stream.Stream<Message> twins(String id, State state) {
    return stage.home().messages(Direction.IN, Kind.RECEIPT).stream()
        .filter(m -> m.state() == state && m.messageId().equals(Optional.of(id)));
  }

  /** F11: a receipt is never answered, and never settled by another. */
  private void receiptForAReceipt() throws Exception {
    String file = stage.drop();
    Message message = stage.await(file, State.ACCEPTED);
    stage.home().gateway()
        .offer(
            stage.home().home().sender(),
            Content.of(bytes("TEST9001 A REPLY\r\n")),
            "application/edi-consent");
    soon().until(() -> receipts().anyMatch(m -> m.state() == State.DONE));
    Message ours = receipts().findFirst().orElseThrow();
    Given given = stage.given(message);
    RawReport report =
        RawReport.processed(ours.messageId().orElseThrow(), given.mic() + ", sha1");
    Message receipt = stage.judged(stage.offer(message, given.sealed(report).get(0)));
    results.add(
        stage
            .result(
                kind(
                    "a receipt for a receipt of ours",
                    State.ACCEPTED,
                    State.CLOSED,
                    "receipts are not acknowledged"),
                file,
                receipt)
            .after(stage.honest(file)));
  }

  private java.util.stream.Stream<Message> receipts() {
    return stage.home().messages(Direction.OUT, Kind.RECEIPT).stream();
  }

  private void receiptThatAsksForOne() throws Exception {
    long before = receipts().count();
    String file = stage.drop();
    Message message = stage.await(file, State.ACCEPTED);
    String id = "<asking@gateway.example>";
    stage.offer(id, Optional.empty(), stage.given(message).honest().get(0));
    Message receipt = stage.judged(id);
    State after = stage.honest(file);
    if (receipts().count() != before) {
      throw new AssertionError("a receipt was answered with a receipt");
    }
    results.add(
        stage
            .result(
                kind(
                    "a receipt that asks for a receipt",
                    State.DONE,
                    State.CLOSED,
                    "signed that it processed"),
                file,
                receipt)
            .after(after));
  }
}
