package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.app.RunningHome;
import ca.portage.ledger.Audit;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Seen;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators order while the service runs: the service carries it out, and nothing more. */
class BesideServiceTest {
  @TempDir Path folder;

  private RunningHome home;
  private Cli cli;

  @BeforeEach
  void prepare() throws Exception {
    home = new RunningHome(folder, GatewayForm.STRICT);
    cli = new Cli(folder, Terminal.NONE, Clock.systemUTC());
  }

  @Test
  void aRefusedMessageSubmittedAnewIsProvedUnderANewIdAndTheOldOneStaysFailed() throws Exception {
    try (RunningHome running = home.start()) {
      Message refused = refused(running);
      order("resubmit", refused, "the registration is mended");
      soon().until(() -> count(State.DONE) == 1);
      Message proved = only(State.DONE);
      assertThat(proved.messageId()).isNotEqualTo(refused.messageId());
      assertThat(proved.related()).contains(refused.id());
      assertThat(proved.sha256()).isEqualTo(refused.sha256());
      assertThat(only(State.FAILED).id()).isEqualTo(refused.id());
      assertThat(running.gateway().interchanges())
          .singleElement()
          .satisfies(i -> assertThat(proved.messageId()).contains(i.messageId()));
      assertThat(running.ledger().audits(refused.id()))
          .extracting(Audit::reason)
          .containsExactly("the registration is mended");
    }
  }

  @Test
  void aRefusedMessageResentIsProvedWithTheSameBytesUnderTheSameId() throws Exception {
    try (RunningHome running = home.start()) {
      Message refused = refused(running);
      order("resend", refused, "the address is mended");
      soon().until(() -> count(State.DONE) == 1);
      assertThat(only(State.DONE).messageId()).isEqualTo(refused.messageId());
      List<Seen> puts =
          running.gateway().seen().stream()
              .filter(s -> s.messageId().equals(refused.messageId()))
              .toList();
      assertThat(puts).extracting(Seen::status).containsExactly(403, 200);
      assertThat(puts).extracting(Seen::bodySha256).containsOnly(puts.get(0).bodySha256());
      assertThat(puts).extracting(Seen::lines).containsOnly(puts.get(0).lines());
    }
  }

  @Test
  void ofTwoHeldDuplicatesTheReleasedOneIsSentAndTheDiscardedOneIsNot() throws Exception {
    try (RunningHome running = home.start()) {
      byte[] file = running.drop("cusrep-arrival").content().toBytes(1 << 20);
      soon().until(() -> count(State.DONE) == 1);
      running.drop("again.edi", file);
      running.drop("again-and-again.edi", file);
      soon().until(() -> count(State.DUPLICATE_HELD) == 2);
      order("discard", only(State.DUPLICATE_HELD), "dropped by mistake");
      order("release", only(State.DUPLICATE_HELD), "a second shipment");
      soon().until(() -> count(State.DONE) == 2);
      assertThat(count(State.FAILED)).isOne();
      assertThat(running.gateway().interchanges()).hasSize(2);
    }
  }

  private Message refused(RunningHome running) throws Exception {
    running.gateway().misbehaviour().answerPuts(1, 403);
    running.drop("cusrep-arrival");
    soon().until(() -> count(State.FAILED) == 1);
    return only(State.FAILED);
  }

  private void order(String word, Message message, String reason) {
    Cli.Result result = cli.run(word, message.id(), "--yes", "--reason", reason);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains(Operator.name(Map.of())).contains(reason);
  }

  private long count(State state) {
    return sent().stream().filter(m -> m.state() == state).count();
  }

  private Message only(State state) {
    return sent().stream().filter(m -> m.state() == state).findFirst().orElseThrow();
  }

  private List<Message> sent() {
    return home.messages(Direction.OUT, Kind.INTERCHANGE);
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofMinutes(2));
  }
}
