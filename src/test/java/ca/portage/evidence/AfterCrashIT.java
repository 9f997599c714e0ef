package ca.portage.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.app.ServiceProcess;
import ca.portage.harness.Lane;
import ca.portage.harness.Operator;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.LedgerException;
import ca.portage.ledger.State;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A death between any two steps leaves nothing that looks like somebody had touched it. */
class AfterCrashIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** Between journal and ledger, and each time between a change and the next that belongs to it. */
  private static final List<String> DEATHS =
      List.of(
          "JOURNAL_FORCED:4",
          "PACK_COMMITTED:1",
          "SETTLE_COMMITTED:1",
          "VERIFY_COMMITTED:1",
          "FILE_NAMED:6",
          "RECEIPT_STORED:1",
          "LEDGER_COMMITTED:6",
          "DELIVERED_COMMITTED:1");

  @TempDir Path folder;
  private List<String> before = List.of();

  @Test
  void afterEachDeathAndAfterTheRestEverythingIsProvedAndTheChainHolds() throws Exception {
    try (Lane lane = Lane.open(folder, GatewayForm.STRICT, 16)) {
      Carried carried = Carried.at(folder);
      long examined = 0;
      for (String death : DEATHS) {
        drop(lane);
        try (ServiceProcess dying = lane.start("-Dportage.fault=halt:" + death)) {
          dying.waitFor(PATIENCE);
          assertThat(dying.alive()).as("%s: %s", death, dying.output()).isFalse();
        }
        Carried.Told told = new Carried.Told();
        Outcome outcome = carried.examine(List.of(), told);
        assertThat(told.findings()).as(death).isEmpty();
        assertThat(outcome.beside()).as(death).isEmpty();
        examined += outcome.messages();
      }
      assertThat(examined).as("something was there to look at").isGreaterThan(DEATHS.size());
      try (ServiceProcess last = lane.start()) {
        Operator operator = new Operator(lane);
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(500))
            .until(() -> done(lane, operator));
        last.terminate(PATIENCE);
      }
      Carried.Told told = new Carried.Told();
      Outcome outcome = carried.examine(List.of(), told);
      assertThat(told.findings()).isEmpty();
      assertThat(outcome.beside()).isEmpty();
      assertThat(outcome.messages()).isGreaterThanOrEqualTo(4L * DEATHS.size());
    }
  }

  private static void drop(Lane lane) throws Exception {
    Sample sample = lane.sample("cusrep-arrival");
    lane.drop(sample.fileName(), sample.content().toBytes(1 << 20));
  }

  /**
   * Whether all interchanges and receipts of ours are done; not while the ledger is being opened.
   * What a death took with an answer is queued again, as an alert asks for.
   */
  private boolean done(Lane lane, Operator operator) {
    try (Ledger ledger = lane.ledger()) {
      List<String> missing = operator.missing(ledger);
      // Twice the same: what is just being fetched is not missing.
      if (!missing.isEmpty() && missing.equals(before)) {
        operator.askAgain(ledger, missing);
      }
      before = missing;
      return ledger.counts("cig").getOrDefault(State.DONE, 0) == 2 * DEATHS.size();
    } catch (LedgerException e) {
      return false;
    }
  }
}
