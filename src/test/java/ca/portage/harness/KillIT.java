package ca.portage.harness;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.crash.CrashPoint;
import ca.portage.simulator.GatewayForm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The process ends at each crash point and at random while files go out and come in (reliability A1
 * and A2), on several homes at once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("three services at once fill the processors, and recovery is measured")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KillIT {
  private static final int LANES = 3;
  private static final int FLOOR_MIB = 16;
  private static final int EACH = Integer.getInteger("kill.each", Form.count(2, 25));
  private static final int KILLS = Integer.getInteger("kill.random", Form.count(40, 500));
  private static final int PLAIN_KILLS = Form.count(8, 100);
  private static final int PLAIN_FILES = 8;
  private static final Duration FORGETFUL_PATIENCE = Duration.ofSeconds(12);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration RECOVERY = Duration.ofSeconds(10);

  private final long seed = Long.getLong("harness.seed", System.nanoTime());

  private String forgetful = "failed";
  private String plain = "failed";

  @TempDir Path folder;

  @Test
  @Order(3)
  void nothingIsLostAndNothingIsTwiceWhereverTheProcessEnds() throws Exception {
    Summary summary = new Summary("kill");
    List<KillLane> lanes = new ArrayList<>();
    try {
      for (int i = 0; i < LANES; i++) {
        lanes.add(lane("lane" + i, i));
      }
      Queue<Ending> endings =
          new ConcurrentLinkedQueue<>(Ending.all(EACH, KILLS, new Random(seed)));
      List<Balance> balances = inEach(lanes, lane -> run(lane, endings));
      KillReport report = new KillReport(lanes, balances);
      report.rows(summary, EACH, forgetful, plain);
      summary.note("Seed " + seed + ". " + report.recovery());
      summary.write();
      balances.forEach(Balance::assertEven);
      assertThat(report.notReached()).as("points the load never reached").isEmpty();
      assertThat(report.halts().values()).hasSize(CrashPoint.values().length).containsOnly(EACH);
      assertThat(report.kills()).isEqualTo(KILLS);
      assertThat(report.open()).as("due at a start and never moved").isEmpty();
      assertThat(report.longestRecovery()).as(report.recovery()).isLessThan(RECOVERY);
    } finally {
      for (KillLane lane : lanes) {
        lane.close();
      }
    }
  }

  /** The control of the halts: each guard off once. */
  @Test
  @Order(1)
  void withoutARowThatIsAGuardEachHaltDoesItsOwnHarm() throws Exception {
    try (KillLane lane = lane("forgetful", LANES)) {
      lane.lane().gateway().emptyQueueBeforeAnswer(true);
      for (Forgetful guard : Forgetful.values()) {
        lane.offer(2);
        lane.cycle(Ending.at(guard.point(), 1));
        guard.forget(lane.lane());
      }
      Balance balance = lane.drain(FORGETFUL_PATIENCE);
      for (Forgetful guard : Forgetful.values()) {
        assertThat(guard.harmDone(balance))
            .as("without " + guard + "\n" + balance + "\n" + balance.shown())
            .isNotEmpty();
      }
      forgetful =
          "rows taken away before the restart, %d halts: %d lost, %d twice, %d requests not in the ledger"
              .formatted(
                  Forgetful.values().length,
                  balance.count(Harm.LOST),
                  balance.count(Harm.TWICE),
                  balance.count(Harm.UNCOUNTED));
    }
  }

  /** The control of the kills: Camel's own file consumer and producer under the same. */
  @Test
  @Order(2)
  void aPlainRouteLosesOrDoublesUnderKills() throws Exception {
    try (Lane lane = Lane.open(folder.resolve("plain"), GatewayForm.STRICT, FLOOR_MIB)) {
      PlainRoute route = new PlainRoute(lane, new Random(seed));
      List<Finding> findings = route.run(PLAIN_KILLS, PLAIN_FILES);
      assertThat(findings).as("what a plain route loses or doubles").isNotEmpty();
      plain =
          "plain Camel route, %d kills, %d files out: %d lost, %d twice, %d cut off"
              .formatted(
                  PLAIN_KILLS,
                  route.files(),
                  count(findings, Harm.LOST),
                  count(findings, Harm.TWICE),
                  count(findings, Harm.FOREIGN));
    }
  }

  private static long count(List<Finding> findings, Harm harm) {
    return findings.stream().filter(f -> f.harm() == harm).count();
  }

  private KillLane lane(String name, int number) throws Exception {
    return new KillLane(
        Lane.open(folder.resolve(name), GatewayForm.STRICT, FLOOR_MIB), new Random(seed + number));
  }

  private static Balance run(KillLane lane, Queue<Ending> endings) throws Exception {
    try {
      for (Ending ending = endings.poll(); ending != null; ending = endings.poll()) {
        lane.cycle(ending);
      }
    } catch (Exception | AssertionError e) {
      endings.clear();
      throw e;
    }
    return lane.drain(PATIENCE);
  }

  private interface Work {
    Balance of(KillLane lane) throws Exception;
  }

  private static List<Balance> inEach(List<KillLane> lanes, Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
    try {
      List<Callable<Balance>> tasks =
          lanes.stream().map(lane -> (Callable<Balance>) () -> work.of(lane)).toList();
      List<Balance> balances = new ArrayList<>();
      for (Future<Balance> future : threads.invokeAll(tasks)) {
        balances.add(future.get());
      }
      return balances;
    } finally {
      threads.shutdownNow();
    }
  }
}
