package ca.portage.app;

import static ca.portage.app.Given.bytes;
import static ca.portage.app.VerdictStage.soon;

import ca.portage.content.Content;
import ca.portage.hostile.RawReport;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Kinds that need more than one receipt for one accepted message: each plays by itself. */
final class VerdictStories {
  private static final String GROUP = "at its time";

  private final VerdictStage stage;
  private final List<VerdictResult> results = new ArrayList<>();
  private final List<String> files = new ArrayList<>();

  VerdictStories(VerdictStage stage) {
    this.stage = stage;
  }

  List<VerdictResult> play() throws Exception {
    stage.prepare(11);
    beforeTheAnswerAndBeforeTheSending();
    failed();
    overdue();
    again();
    conflict();
    receiptForAReceipt();
    new AskingStories(stage, this::add).play();
    return stage.withHonestReceipts(results, files);
  }

  private void add(VerdictResult result, String file) {
    results.add(result);
    files.add(file);
  }

  static VerdictKind kind(String name, State message, State receipt, String words) {
    return new VerdictKind(GROUP, name, "sha1", g -> List.of(), message, receipt, words);
  }

  /** D16, F9: the gateway's answer is held back while the receipts are there already. */
  private void beforeTheAnswerAndBeforeTheSending() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    stage
        .home()
        .gateway()
        .watch(
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
              kind(
                  "a receipt before the 200", State.DONE, State.CLOSED, "signed that it processed"),
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
      add(before, early);
      add(never, unsent);
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
    add(
        stage.result(
            kind(
                "a receipt for a message that was refused",
                State.FAILED,
                State.CLOSED,
                "already FAILED"),
            file,
            receipt),
        file);
  }

  private void overdue() throws Exception {
    String file = stage.accepted();
    Message message = stage.message(file);
    stage.home().ledger().markOverdue(message.id());
    Message receipt = stage.judged(stage.offer(message, stage.given(message).honest().get(0)));
    add(
        stage.result(
            kind("a receipt that comes late", State.DONE, State.CLOSED, "signed that it processed"),
            file,
            receipt),
        file);
  }

  /** F3: the gateway hands out the same part once more. */
  private void again() throws Exception {
    String file = stage.accepted();
    Message message = stage.message(file);
    String id = stage.offer(message, stage.given(message).honest().get(0));
    stage.judged(id);
    stage.home().gateway().requeue(List.of(id));
    add(
        stage.result(
            kind("the same receipt again", State.DONE, State.DUPLICATE, "came before"),
            file,
            twin(id, State.DUPLICATE)),
        file);
  }

  /** D15: another receipt under the id of the first. */
  private void conflict() throws Exception {
    String file = stage.accepted();
    Message message = stage.message(file);
    Given given = stage.given(message);
    String id = stage.offer(message, given.honest().get(0));
    stage.judged(id);
    List<byte[]> other =
        given.sealed(
            given.report().says("automatic-action/MDN-sent-automatically; processed/Error: x"));
    stage.offer(id, message.messageId(), other.get(0));
    add(
        stage.result(
            kind(
                "another receipt under the id of the first",
                State.DONE,
                State.CONFLICT,
                "same message id and other content"),
            file,
            twin(id, State.CONFLICT)),
        file);
  }

  private Message twin(String id, State state) {
    soon().until(() -> twins(id, state).findFirst().isPresent());
    return twins(id, state).findFirst().orElseThrow();
  }

  private Stream<Message> twins(String id, State state) {
    return stage.home().messages(Direction.IN, Kind.RECEIPT).stream()
        .filter(m -> m.state() == state && m.messageId().equals(Optional.of(id)));
  }

  /** F11: a receipt is never answered, and never settled by another. */
  private void receiptForAReceipt() throws Exception {
    String file = stage.accepted();
    Message message = stage.message(file);
    stage
        .home()
        .gateway()
        .offer(
            stage.home().home().sender(),
            Content.of(bytes("TEST9001 A REPLY\r\n")),
            "application/edi-consent");
    soon().until(() -> receipts().anyMatch(m -> m.state() == State.DONE));
    Message ours = receipts().findFirst().orElseThrow();
    Given given = stage.given(message);
    RawReport report = RawReport.processed(ours.messageId().orElseThrow(), given.mic() + ", sha1");
    Message receipt = stage.judged(stage.offer(message, given.sealed(report).get(0)));
    add(
        stage.result(
            kind(
                "a receipt for a receipt of ours",
                State.ACCEPTED,
                State.CLOSED,
                "receipts are not acknowledged"),
            file,
            receipt),
        file);
  }

  private Stream<Message> receipts() {
    return stage.home().messages(Direction.OUT, Kind.RECEIPT).stream();
  }
}
