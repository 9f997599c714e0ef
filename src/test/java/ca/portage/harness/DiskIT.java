package ca.portage.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.portage.ledger.Direction;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The disk fails in four ways under the running service, each while the gateway's answer is on its
 * way: nothing is lost, nothing comes twice, nothing is asked for that could not be stored, and it
 * goes on by itself (reliability §2.4, §3 A4 to A6). Each fault has a home of its own, because most
 * of a cycle is waiting.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class DiskIT {
  private static final int SMALL = 3_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;

  private final Summary summary = new Summary("disk");
  private final Map<String, String> controls = new ConcurrentHashMap<>();
  private final Map<String, String> results = new ConcurrentHashMap<>();
  private final Map<String, Integer> cycles = new ConcurrentHashMap<>();
  private boolean possible;

  @BeforeAll
  void open() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "mounting needs root");
    for (String tool : new String[] {"mount", "prlimit"}) {
      assumeTrue(DiskControls.found(tool), tool + " is missing");
    }
    assumeTrue(DiskControls.mayMount(folder), "this machine does not let root mount");
    possible = true;
  }

  private static DiskLane lane(String fault) throws Exception {
    return new DiskLane(Files.createDirectory(folder.resolve(fault)));
  }

  @AfterAll
  void write() throws Exception {
    if (possible) {
      for (String fault : DiskControls.FAULTS) {
        if (results.containsKey(fault)) {
          summary.row(
              fault,
              cycles.get(fault),
              results.get(fault),
              controls.getOrDefault(fault, "not run"));
        }
      }
      summary.write();
    }
  }

  @Test
  void aFullDiskStopsWhatIsNewFinishesWhatIsAtHandAndGoesOnByItself() throws Exception {
    try (DiskLane lane = lane("full")) {
      full(lane);
    }
  }

  private void full(DiskLane lane) throws Exception {
    lane.start();
    Duration slowest = Duration.ZERO;
    int count = Form.count(2, 100);
    for (int cycle = 0; cycle < count; cycle++) {
      lane.awaitQuiet();
      await().atMost(PATIENCE).until(() -> Files.exists(lane.ballast()));
      long stored = lane.answersStored();
      try {
        lane.whileAnAnswerIsOnItsWay(SMALL, () -> lane.spool.fill(0));
        awaitStored(lane, stored + 1);
        lane.assertNothingNewBegins();
      } finally {
        lane.spool.free();
      }
      slowest = longer(slowest, lane.resumed(lane.polls()));
    }
    note(DiskControls.FULL, count, slowest, lane.settled());
  }

  @Test
  void anInboxThatIsReadOnlyLeavesItsFilesInTheSpool() throws Exception {
    try (DiskLane lane = lane("read-only")) {
      inbox(lane, DiskControls.READ_ONLY, lane.inbox::readOnly, lane.inbox::writable);
    }
  }

  @Test
  void anInboxThatIsAwayLeavesItsFilesInTheSpool() throws Exception {
    try (DiskLane lane = lane("away")) {
      inbox(lane, DiskControls.AWAY, lane.inbox::away, () -> backUntouched(lane));
    }
  }

  private void inbox(DiskLane lane, String fault, DiskLane.Fault begin, DiskLane.Fault end)
      throws Exception {
    lane.start();
    int count = Form.count(1, 100);
    Duration slowest = Duration.ZERO;
    for (int cycle = 0; cycle < count; cycle++) {
      slowest = longer(slowest, fail(lane, begin, end));
    }
    note(fault, count, slowest, lane.settled());
  }

  private static Duration fail(DiskLane lane, DiskLane.Fault fault, DiskLane.Fault end)
      throws Exception {
    lane.awaitQuiet();
    long stored = lane.answersStored();
    lane.whileAnAnswerIsOnItsWay(SMALL, fault);
    awaitStored(lane, stored + 1);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(verified(lane)).isEqualTo(1));
    long polls = lane.polls();
    await().during(Duration.ofMillis(2500)).atMost(PATIENCE).until(() -> lane.polls() == polls);
    end.happen();
    return lane.resumed(polls);
  }

  private static void backUntouched(DiskLane lane) throws Exception {
    assertThat(lane.lane.inbox()).isEmptyDirectory();
    lane.inbox.back();
  }

  private static int verified(DiskLane lane) {
    try (Ledger ledger = lane.lane.ledger()) {
      return ledger
          .messages(
              new Filter(
                  Optional.empty(),
                  Optional.of(State.VERIFIED),
                  Optional.of(Direction.IN),
                  Optional.empty(),
                  100))
          .size();
    }
  }

  @Test
  void anAnswerOnItsWayIsStoredAlthoughNoDescriptorIsLeft() throws Exception {
    try (DiskLane lane = lane("descriptors")) {
      descriptors(lane);
    }
  }

  private void descriptors(DiskLane lane) throws Exception {
    lane.start();
    Duration slowest = Duration.ZERO;
    int count = Form.count(2, 100);
    for (int cycle = 0; cycle < count; cycle++) {
      lane.awaitQuiet();
      long stored = lane.answersStored();
      DescriptorLimit limit = new DescriptorLimit(lane.service().pid());
      try {
        lane.whileAnAnswerIsOnItsWay(SMALL, limit::exhaust);
        awaitStored(lane, stored + 1);
        lane.assertNothingNewBegins();
      } finally {
        limit.restore();
      }
      slowest = longer(slowest, lane.resumed(lane.polls()));
    }
    note(DiskControls.DESCRIPTORS, count, slowest, lane.settled());
  }

  @Test
  void everyControlDoesHarm() throws Exception {
    controls.putAll(DiskControls.run(Files.createDirectory(folder.resolve("controls"))));
    assertThat(controls).containsOnlyKeys(DiskControls.FAULTS);
  }

  private static void awaitStored(DiskLane lane, long answers) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(lane.answersStored()).as(lane.output()).isEqualTo(answers));
  }

  private void note(String fault, int count, Duration slowest, Balance balance) {
    cycles.put(fault, count);
    results.put(
        fault,
        "no poll meanwhile, on again within %d s; %s".formatted(slowest.toSeconds() + 1, balance));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
