package ca.portage.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.config.Channel;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.NewClaim;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.SimulatorHome;
import ca.portage.simulator.SimulatorPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands still is told once; what moves, however slowly, is not. */
class ProgressTest {
  @TempDir Path folder;

  private final AtomicLong nanos = new AtomicLong();
  private Ledger ledger;
  private Channel channel;
  private Progress progress;

  @BeforeEach
  void open() throws Exception {
    SimulatorPlan plan =
        SimulatorPlan.of(
            folder, Path.of("").toAbsolutePath(), GatewayForm.STRICT, Clock.systemUTC());
    SimulatorHome.open(plan).close();
    channel = new ConfigLoader(new Home(folder)).channel("cig");
    Files.createDirectories(channel.outbox());
    Files.createDirectories(folder.resolve("spool"));
    ledger = Ledger.open(new Home(folder).ledger(), Clock.systemUTC());
    progress = new Progress(channel, ledger, nanos::get);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void anEmptyChannelHasNothingToDo() throws Exception {
    assertThat(Health.of(channel, ledger)).isEmpty();
  }

  @Test
  void aClaimedMessageThatNobodyPacksIsToldOnceAndAgainOnlyForAnother() throws Exception {
    claim("01JQ0000000000000000000001");
    look(Duration.ZERO);
    look(Stage.PACK.limit(channel).plusSeconds(1));
    look(Duration.ofHours(1));
    assertThat(alerts())
        .singleElement()
        .asString()
        .contains("pack stands still", "01JQ0000000000000000000001");
    ledger.fail("01JQ0000000000000000000001", ca.portage.ledger.State.HELD, "an operator's turn");
    look(Duration.ofHours(1));
    claim("01JQ0000000000000000000002");
    look(Duration.ofHours(1));
    assertThat(alerts()).hasSize(1);
    look(Duration.ofHours(1));
    assertThat(alerts()).hasSize(2);
  }

  @Test
  void aFileThatWaitsIsSeenAndOneThatIsNotFinishedIsNot() throws Exception {
    Files.writeString(channel.outbox().resolve("a.edi.tmp"), "x");
    Files.writeString(channel.outbox().resolve(".hidden"), "x");
    assertThat(Health.of(channel, ledger)).isEmpty();
    Files.writeString(channel.outbox().resolve("a.edi"), "x");
    assertThat(Health.of(channel, ledger))
        .singleElement()
        .satisfies(oldest -> assertThat(oldest.stage()).isEqualTo(Stage.PICK_UP))
        .satisfies(oldest -> assertThat(oldest.item()).isEqualTo("a.edi"));
  }

  @Test
  void aGatewayThatIsNotAskedAnyMoreIsTold() throws Exception {
    ledger.openDownload("01JQ0000000000000000000003", "cig", "<p@broker.example>");
    look(Duration.ZERO);
    look(Stage.POLL.limit(channel).plusSeconds(1));
    assertThat(alerts()).singleElement().asString().contains("the gateway was not asked");
  }

  private void claim(String id) {
    String content = id.substring(id.length() - 1).repeat(64);
    ledger.claim(new NewClaim(id, "cig", id + ".edi", content, 3, Optional.empty(), Duration.ZERO));
  }

  private void look(Duration later) throws Exception {
    nanos.addAndGet(later.toNanos());
    progress.look();
  }

  private List<String> alerts() {
    return ledger.alerts(10).stream().map(Alert::text).toList();
  }
}
