package ca.portage.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.ledger.Ledger;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Waits for a lane, and has queued again what was in an answer that the disk did not take, if an
 * alert says so: the gateway gives each answer once only.
 */
final class HelpDesk {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DiskLane disk;
  private final Operator operator;
  private List<String> before = List.of();

  HelpDesk(DiskLane disk) {
    this.disk = disk;
    this.operator = new Operator(disk.lane);
  }

  /** Waits until all is done and the ledger has seen all that the gateway handed out. */
  void awaitQuiet() {
    disk.awaitQuiet();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() -> assertThat(asked()).as(disk.output()).isTrue());
  }

  private boolean asked() throws IOException {
    try (Ledger ledger = disk.lane.ledger()) {
      List<String> missing = operator.missing(ledger);
      // Twice the same: what is just being fetched is not missing.
      if (!missing.isEmpty() && missing.equals(before)) {
        operator.askAgain(ledger, missing);
      }
      before = missing;
    }
    return before.isEmpty() && disk.quiet();
  }

  /** Whether all is done, and no answer in the hands of the service alone. */
  boolean quiet() throws IOException {
    try (Ledger ledger = disk.lane.ledger()) {
      return disk.quiet() && operator.missing(ledger).isEmpty();
    }
  }

  /** How many items were queued again. */
  int queuedAgain() {
    return operator.queuedAgain();
  }
}
