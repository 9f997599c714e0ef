package ca.portage.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.content.Content;
import ca.portage.harness.proxy.Fault.Cut;
import ca.portage.harness.proxy.Heard;
import ca.portage.harness.proxy.Manner;
import ca.portage.harness.proxy.Position;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Attempt;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.Sample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every submission is cut, at five positions in five manners (reliability B2, O3U): a message the
 * gateway has is settled by its receipt and never sent again, one it does not have goes again as it
 * was, and each arrives once.
 */
class CutsIT {
  private static final int SENDS = Form.count(200, 2000);
  private static final int CONTROL_SENDS = Form.count(20, 100);
  private static final Duration PATIENCE = Duration.ofMinutes(Form.count(4, 30));

  @TempDir Path folder;

  private final List<String> dropped = new ArrayList<>();

  @Test
  void whatIsCutIsSettledByItsReceiptOrSentAgainAsItWas() throws Exception {
    CutPlan plan = new CutPlan();
    Summary summary = new Summary("cuts");
    try (CutLane lane = CutLane.open(folder.resolve("guarded"))) {
      lane.proxy().plan(plan::next);
      lane.start();
      drop(lane, SENDS);
      awaitDone(lane, SENDS);
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> lane.lane().balance(dropped).assertEven());
      outcomesAreThoseOfTheRule(lane);
      everyAttemptCarriedTheSameBytes(lane);
      assertThat(repeats(lane)).as("messages the gateway already had").isZero();
      assertThat(lane.ledger().alerts(100_000))
          .extracting(Alert::text)
          .noneMatch(text -> text.contains("step failed"));
      Balance balance = lane.lane().balance(dropped);
      report(summary, lane, plan, balance, control());
    }
    summary.write();
  }

  /** The same cuts where the clock alone says when to send again. */
  private int control() throws Exception {
    dropped.clear();
    try (CutLane lane = CutLane.open(folder.resolve("control"))) {
      lane.routes(
          "process:\\n( +)id: cig-send-due\\n.*\\n.*ref: cig.due",
          "bean:\n$1id: cig-send-due\n$1beanType: ca.portage.harness.ImpatientDue\n$1method: due");
      CutPlan all = new CutPlan();
      lane.proxy()
          .plan(head -> all.next(head).map(c -> new Cut(Position.AFTER_LAST_BYTE, Manner.RESET)));
      lane.start();
      ImpatientDue.looksInto(lane.ledger());
      drop(lane, CONTROL_SENDS);
      awaitDone(lane, CONTROL_SENDS);
      int harm = repeats(lane);
      assertThat(harm).as("sent again though they had arrived").isPositive();
      return harm;
    } finally {
      ImpatientDue.looksInto(null);
    }
  }

  private void drop(CutLane lane, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      String name = String.format(Locale.ROOT, "cut-%04d.txt", i);
      byte[] bytes;
      if (i % 4 == 0) {
        // These are answered with an interchange, so that receipts of ours travel as well.
        Sample sample = lane.lane().sample(i % 8 == 0 ? "cadex" : "cusrep-arrival");
        name = sample.fileName();
        bytes = sample.content().toBytes(1 << 20);
      } else {
        String line = "A RECORD OF " + name + "\r\n";
        bytes = line.repeat(i % 40 == 7 ? 12_000 : 5).getBytes(StandardCharsets.US_ASCII);
      }
      dropped.add(Books.sha256(Content.of(bytes)));
      lane.lane().drop(name, bytes);
    }
  }

  private static void awaitDone(CutLane lane, int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(
                        lane.sent().stream()
                            .collect(Collectors.groupingBy(Message::state, Collectors.counting())))
                    .isEqualTo(Map.of(State.DONE, (long) count)));
  }

  /** A cut is AMBIGUOUS, and after a whole 200 nothing is ever sent. */
  private static void outcomesAreThoseOfTheRule(CutLane lane) {
    Map<String, List<Heard>> heard = heard(lane);
    for (Message message : lane.sent()) {
      List<Attempt> attempts =
          lane.ledger().attempts(message.id()).stream()
              .filter(a -> !a.outcome().equals(Optional.of("NOT_SENT")))
              .toList();
      List<Heard> requests = heard.get(message.messageId().orElseThrow());
      assertThat(requests).as("%s: requests and attempts", message.id()).hasSameSizeAs(attempts);
      for (int i = 0; i < attempts.size(); i++) {
        String outcome = attempts.get(i).outcome().orElse("none");
        if (requests.get(i).fault().isPresent()) {
          assertThat(outcome)
              .as("%s after %s", message.id(), requests.get(i).fault().get())
              .isEqualTo("AMBIGUOUS");
        }
        if (outcome.equals("ACCEPTED")) {
          assertThat(attempts).as("%s after its 200", message.id()).hasSize(i + 1);
        }
      }
    }
  }

  /** Header lines and bytes are those that were stored, as far as each attempt came. */
  private static void everyAttemptCarriedTheSameBytes(CutLane lane) throws Exception {
    Map<String, List<Heard>> heard = heard(lane);
    for (Message message : lane.sent()) {
      byte[] stored =
          Content.of(lane.lane().root().resolve("spool/out/" + message.id() + "/wire"))
              .toBytes(1 << 22);
      List<Heard> requests = heard.get(message.messageId().orElseThrow());
      for (Heard request : requests) {
        assertThat(request.head().lines()).isEqualTo(requests.get(0).head().lines());
        assertThat(request.body())
            .as("%s", message.id())
            .isEqualTo(Arrays.copyOf(stored, request.body().length));
      }
    }
  }

  private static Map<String, List<Heard>> heard(CutLane lane) {
    return lane.proxy().heard().stream()
        .filter(request -> request.head().submitsInterchange())
        .collect(Collectors.groupingBy(request -> request.head().messageId()));
  }

  private static int repeats(CutLane lane) {
    return (int)
        lane.lane().gateway().seen().stream().filter(s -> s.why().contains("a repeat")).count();
  }

  private static void report(
      Summary summary, CutLane lane, CutPlan plan, Balance balance, int harm) {
    Map<String, Integer> attempts =
        lane.sent().stream()
            .collect(Collectors.toMap(m -> m.messageId().orElseThrow(), Message::attempts));
    for (Position position : Position.values()) {
      List<String> cut =
          plan.first().entrySet().stream()
              .filter(entry -> entry.getValue().position() == position)
              .map(Map.Entry::getKey)
              .toList();
      long settled = cut.stream().filter(id -> attempts.get(id) == 1).count();
      summary.row(
          "send cut " + position.words(),
          cut.size(),
          "%d settled by their receipt without a resend, %d sent again with the same bytes and id"
              .formatted(settled, cut.size() - settled),
          "see the last row");
    }
    summary.row(
        "the gateway had the message when it was cut",
        attempts.values().stream().filter(n -> n == 1).count(),
        "%d sent again: the receipt came first; %d lost, %d twice, %d with other bytes or ids"
            .formatted(
                repeats(lane),
                balance.count(Harm.LOST),
                balance.count(Harm.TWICE),
                balance.count(Harm.REWRITTEN)),
        "%d resends of %d such messages where the clock alone decides"
            .formatted(harm, CONTROL_SENDS));
    long resent = attempts.values().stream().filter(n -> n > 1).count();
    summary.note(
        "%d sends were cut, %d of them second attempts: reset, bare FIN, half-close, blackhole and slow drip."
            .formatted(plan.cuts(), plan.cuts() - plan.first().size()));
    summary.note(
        "%d messages were settled by a receipt alone, %d were sent again; each attempt was ambiguous and told."
            .formatted(attempts.size() - resent, resent));
  }
}
