package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.ledger.Alert;
import ca.portage.ledger.Attempt;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.Fault;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Misbehaviour.Service;
import ca.portage.simulator.ReceiptFault;
import ca.portage.simulator.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that behaves badly: what becomes of the message, and what was sent how often. */
class SendFaultsTest {
  @TempDir Path folder;

  private RunningHome home;

  @BeforeEach
  void prepare() throws Exception {
    home = new RunningHome(folder, GatewayForm.STRICT);
  }

  @Test
  void anAnswerThatNeverCameIsSettledByTheReceiptAndNothingIsSentTwice() throws Exception {
    home.gateway().misbehaviour().plan(Service.PUT, 1, new Fault.Dropped(true));
    try (RunningHome running = home.start()) {
      running.drop("cusrep-arrival");
      awaitState(running, State.DONE);
      Message message = only(running);
      assertThat(running.ledger().attempts(message.id()))
          .extracting(a -> a.outcome().orElse(""))
          .containsExactly("AMBIGUOUS");
      assertThat(running.gateway().interchanges()).hasSize(1);
      assertThat(alerts(running)).anyMatch(t -> t.contains("not known whether"));
    }
  }

  @Test
  void whatNeverArrivedIsSentAgainUnderTheSameIdWithTheSameBytes() throws Exception {
    profile("ambiguousWindow: 15m", "ambiguousWindow: 1s");
    home.gateway().misbehaviour().plan(Service.PUT, 1, new Fault.Dropped(false));
    try (RunningHome running = home.start()) {
      running.drop("cusrep-arrival");
      awaitState(running, State.DONE);
      List<Seen> puts = puts(running);
      assertThat(puts).hasSizeGreaterThanOrEqualTo(2);
      assertThat(puts.subList(0, 2))
          .extracting(Seen::bodySha256)
          .containsOnly(puts.get(0).bodySha256());
      assertThat(puts.subList(0, 2)).extracting(Seen::lines).containsOnly(puts.get(0).lines());
      assertThat(running.gateway().interchanges()).hasSize(1);
      assertThat(running.ledger().attempts(only(running).id())).hasSize(2);
    }
  }

  @Test
  void aGatewayThatAsksForPatienceGetsItAndTheLedgerKnowsEveryRequest() throws Exception {
    profile("backoff: [1m, 5m, 10m, 20m, 40m]", "backoff: [1s]");
    home.gateway().misbehaviour().putOffPuts(2, Duration.ofSeconds(3));
    try (RunningHome running = home.start()) {
      running.drop("cusrep-arrival");
      awaitState(running, State.DONE);
      List<Attempt> attempts = running.ledger().attempts(only(running).id());
      assertThat(attempts)
          .extracting(a -> a.outcome().orElse(""))
          .containsExactly("TRANSIENT", "TRANSIENT", "ACCEPTED");
      // Its end is written a moment after the answer, from which the three seconds count.
      Instant sent = attempts.get(0).started();
      assertThat(attempts.get(1).started()).isAfterOrEqualTo(sent.plusSeconds(3));
    }
  }

  @Test
  void aRefusalIsFinalAndSaysWhatToDoUntilAnOperatorResends() throws Exception {
    home.gateway().misbehaviour().answerPuts(1, 403);
    try (RunningHome running = home.start()) {
      running.drop("cusrep-arrival");
      awaitState(running, State.FAILED);
      assertThat(alerts(running)).anyMatch(t -> t.contains("403"));
      Message failed = only(running);
      running.ledger().resend(failed.id(), Instant.now());
      awaitState(running, State.DONE);
      assertThat(only(running).messageId()).isEqualTo(failed.messageId());
    }
  }

  @Test
  void aGatewayThatIsNotThereCostsNothingButTime() throws Exception {
    profile("backoff: [1m, 5m, 10m, 20m, 40m]", "backoff: [1s]");
    String channel = Files.readString(folder.resolve("config/channels/cig.yaml"));
    Files.writeString(
        folder.resolve("config/channels/cig.yaml"),
        channel.replaceAll("submit: https://localhost:\\d+", "submit: https://localhost:1"));
    try (RunningHome running = home.start()) {
      running.drop("cusrep-arrival");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  !running.messages(Direction.OUT, Kind.INTERCHANGE).isEmpty()
                      && only(running).attempts() >= 2);
      assertThat(running.ledger().attempts(only(running).id()).get(0).outcome())
          .contains("NOT_SENT");
      assertThat(puts(running)).isEmpty();
    }
  }

  @Test
  void aReceiptForOtherContentIsNeverDone() throws Exception {
    home.gateway().misbehaviour().planReceipts(1, ReceiptFault.WRONG_MIC);
    try (RunningHome running = home.start()) {
      running.drop("cusrep-arrival");
      awaitState(running, State.INTEGRITY_ALERT);
    }
  }

  @Test
  void anUnsignedReceiptProvesNothing() throws Exception {
    home.gateway().misbehaviour().planReceipts(1, ReceiptFault.UNSIGNED);
    try (RunningHome running = home.start()) {
      running.drop("cusrep-arrival");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(alerts(running)).anyMatch(t -> t.contains("rejected")));
      assertThat(only(running).state()).isEqualTo(State.ACCEPTED);
    }
  }

  @Test
  void aReceiptThatReportsAnErrorSaysWhoseFaultItIs() throws Exception {
    home.gateway().misbehaviour().planReceipts(1, ReceiptFault.AUTHENTICATION_FAILED);
    try (RunningHome running = home.start()) {
      running.drop("cusrep-arrival");
      awaitState(running, State.PEER_ERROR);
      assertThat(only(running).reason().orElse("")).containsIgnoringCase("certificate");
    }
  }

  private void profile(String from, String to) throws IOException {
    Path file = folder.resolve("config/profiles/cig-2026.yaml");
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private static void awaitState(RunningHome running, State state) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(running.messages(Direction.OUT, Kind.INTERCHANGE))
                    .extracting(Message::state)
                    .containsExactly(state));
  }

  private static Message only(RunningHome running) {
    return running.messages(Direction.OUT, Kind.INTERCHANGE).get(0);
  }

  private static List<String> alerts(RunningHome running) {
    return running.ledger().alerts(20).stream().map(Alert::text).toList();
  }

  /** The requests that carried the interchange: receipts of ours go to Put as well. */
  private static List<Seen> puts(RunningHome running) {
    return running.gateway().seen().stream()
        .filter(s -> s.path().endsWith("Put0"))
        .filter(
            s ->
                s.lines().stream()
                    .anyMatch(
                        l ->
                            l.toLowerCase(java.util.Locale.ROOT)
                                .startsWith("disposition-notification-to")))
        .toList();
  }
}
