package ca.portage.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.harness.proxy.Fault;
import ca.portage.harness.proxy.Fault.Cut;
import ca.portage.harness.proxy.Head;
import ca.portage.harness.proxy.Manner;
import ca.portage.harness.proxy.Position;
import ca.portage.ledger.Direction;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Filter;
import ca.portage.ledger.State;
import ca.portage.pki.Certificates;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Purpose;
import ca.portage.simulator.Client;
import ca.portage.simulator.Sample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a message of unknown end waits for the receipt queue: as long as it must, not longer.
 */
class ResendPatienceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private CutLane lane;

  @BeforeEach
  void open() throws Exception {
    lane = CutLane.open(folder);
  }

  @Test
  void whileNobodyCanLookForItsReceiptItIsNotSentAgainAndThenHeld() throws Exception {
    try (CutLane open = lane) {
      open.channel("collect: https://localhost:\\d+", "collect: https://localhost:1");
      open.lane().schedule("giveUp: 24h", "giveUp: 5s");
      open.proxy().plan(ResendPatienceTest::cutAfterTheLastByte);
      open.start();
      drop();
      awaitSent(State.HELD);
      assertThat(open.proxy().heard()).hasSize(1);
      assertThat(open.ledger().alerts(100)).anyMatch(a -> a.text().contains("help desk"));
    }
  }

  @Test
  void aPartThatNobodyCanOpenKeepsNoResendWaiting() throws Exception {
    try (CutLane open = lane) {
      Path simulator = folder.resolve("simulator");
      X509Certificate signing =
          Certificates.readPem(simulator.resolve("client-signing.pem")).get(0);
      X509Certificate ours =
          Certificates.readPem(simulator.resolve("client-encryption.pem")).get(0);
      X509Certificate others =
          TestAuthority.create("Elsewhere", Clock.systemUTC())
              .issue(Purpose.ENCRYPTION, "cn=Somebody else")
              .certificate();
      String sender = open.lane().sender();
      Sample sample = open.lane().sample("cusrep-arrival");
      open.lane().gateway().know(new Client(sender, signing, others));
      open.lane().gateway().offer(sender, sample.content(), sample.mediaType());
      open.lane().gateway().know(new Client(sender, signing, ours));
      open.start();
      await().atMost(PATIENCE).until(this::aPartIsHeld);
      open.proxy().plan(head -> first(head));
      drop();
      awaitSent(State.DONE);
      assertThat(open.sent().get(0).attempts()).isEqualTo(2);
      assertThat(open.ledger().downloads("cig", 1000))
          .anyMatch(d -> d.state() == DownloadState.STORED);
    }
  }

  private boolean aPartIsHeld() {
    return !lane.ledger()
        .messages(
            new Filter(
                Optional.empty(),
                Optional.of(State.HELD),
                Optional.of(Direction.IN),
                Optional.empty(),
                10))
        .isEmpty();
  }

  private Optional<Fault> first(Head head) {
    return lane.proxy().heard().isEmpty() && head.submitsInterchange()
        ? Optional.of(new Cut(Position.BEFORE_BODY, Manner.RESET))
        : Optional.empty();
  }

  private static Optional<Fault> cutAfterTheLastByte(Head head) {
    return Optional.of(new Cut(Position.AFTER_LAST_BYTE, Manner.RESET));
  }

  private void awaitSent(State state) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(lane.sent()).singleElement().matches(m -> m.state() == state));
  }

  private void drop() throws Exception {
    lane.lane().drop("one.txt", "ONE RECORD\r\n".getBytes(StandardCharsets.US_ASCII));
  }
}
