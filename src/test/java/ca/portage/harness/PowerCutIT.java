package ca.portage.harness;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.harness.power.LoopDevices;
import ca.portage.harness.power.LoopDisk;
import ca.portage.ledger.Ledger;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The power of the machine is cut under load, again and again (reliability §3, A3). */
@Execution(ExecutionMode.CONCURRENT)
class PowerCutIT {
  private static final int CUTS = Form.count(10, 100);
  private static final int SOME = 3;
  private static final Summary SUMMARY = new Summary("power-cut");

  private static final Map<LoopDisk.FileSystem, String> RESULTS = new ConcurrentSkipListMap<>();
  private static final Map<LoopDisk.FileSystem, Set<String>> CONTROLS =
      new ConcurrentSkipListMap<>();

  @TempDir Path folder;

  /** SQLite's library is loaded once, and must not keep a disk from being unmounted. */
  @BeforeAll
  static void sweep(@TempDir Path elsewhere) throws Exception {
    Ledger.open(elsewhere.resolve("ledger.db"), Clock.systemUTC()).close();
    LoopDevices.sweep();
  }

  @AfterAll
  static void summary() throws Exception {
    if (RESULTS.size() < LoopDisk.FileSystem.values().length) {
      return;
    }
    RESULTS.forEach(
        (kind, result) ->
            SUMMARY.row(
                "power cut under load, " + kind,
                CUTS,
                result,
                String.join("; ", CONTROLS.getOrDefault(kind, Set.of()))));
    SUMMARY.note(
        "Each image is started on; spool, and outbox with inbox, are two file systems. At each image:"
            + " every request the gateway saw is in the ledger, every file it has our receipt for is in"
            + " the inbox. At the end both sides are compared by content.");
    SUMMARY.write();
  }

  @ParameterizedTest
  @EnumSource
  void nothingThatWasAcknowledgedIsLostAndNothingIsTwice(LoopDisk.FileSystem kind)
      throws Exception {
    assumeDisks(kind);
    try (Lineage lineage = Lineage.begin(kind, folder, Swallowed.NOTHING)) {
      lineage.cutUnderLoad(CUTS - 1);
      lineage.cutAtRest();
      assertThat(lineage.images()).isEqualTo(CUTS);
      assertThat(lineage.missing()).isEmpty();
      Balance balance = lineage.balance();
      balance.assertEven();
      RESULTS.put(kind, balance + "; " + lineage);
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutForcesTheDiskDoesNotKnowWhatTheGatewayKnows(LoopDisk.FileSystem kind)
      throws Exception {
    assumeDisks(kind);
    try (Lineage lineage = Lineage.begin(kind, folder, Swallowed.EVERY_FORCE)) {
      lineage.cutOnceDelivered(SOME);
      assertThat(lineage.missing()).extracting(Finding::harm).contains(Harm.UNCOUNTED, Harm.LOST);
      control(
          kind,
          "without forces: after one cut %d requests unknown to the disk, %d acknowledged files lost"
              .formatted(lineage.missing(Harm.UNCOUNTED), lineage.missing(Harm.LOST)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutTheForceOfItsFolderADeliveredFileIsLost(LoopDisk.FileSystem kind) throws Exception {
    assumeDisks(kind);
    try (Lineage lineage = Lineage.begin(kind, folder, Swallowed.INBOX_FOLDERS)) {
      lineage.cutOnceDelivered(SOME);
      assertThat(lineage.missing()).extracting(Finding::harm).containsOnly(Harm.LOST);
      control(
          kind,
          "without the force of the inbox's folders: after one cut %d acknowledged file lost"
              .formatted(lineage.missing(Harm.LOST)));
    }
  }

  private static void control(LoopDisk.FileSystem kind, String result) {
    CONTROLS.computeIfAbsent(kind, none -> new ConcurrentSkipListSet<>()).add(result);
  }

  private static void assumeDisks(LoopDisk.FileSystem kind) throws Exception {
    Optional<String> obstacle = LoopDevices.obstacle(kind);
    Assumptions.assumeTrue(obstacle.isEmpty(), () -> "no power is cut: " + obstacle.get());
  }
}
