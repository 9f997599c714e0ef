package ca.portage.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.app.ServiceProcess;
import ca.portage.crash.CrashPoint;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.State;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Outgoing;
import ca.portage.simulator.Sample;
import ca.portage.simulator.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process ends at each point of a delivery while the broker's software takes each file away as
 * soon as it appears, so that the inbox never says what has been delivered (reliability P6).
 */
class PublishIT {
  private static final List<CrashPoint> POINTS =
      List.of(
          CrashPoint.DELIVER_WRITTEN,
          CrashPoint.DELIVER_COMMITTED,
          CrashPoint.DELIVER_MOVED,
          CrashPoint.RECEIPT_STORED,
          CrashPoint.DELIVERED_COMMITTED);
  private static final Set<DownloadState> UNDER_WAY =
      EnumSet.of(DownloadState.OPEN, DownloadState.STORED);
  private static final int ROUNDS = Form.count(1, 20);
  private static final int FILES = 3;
  private static final int HALTED = 99;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Summary SUMMARY = new Summary("publish");

  private static String result = "failed";
  private static String control = "failed";

  @TempDir Path folder;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private Path taken;

  @BeforeEach
  void make() throws IOException {
    taken = Files.createDirectory(folder.resolve("taken"));
  }

  @AfterAll
  static void summary() throws IOException {
    SUMMARY.row(
        "halt at %d points of a delivery, files taken away at once".formatted(POINTS.size()),
        (long) ROUNDS * POINTS.size(),
        result,
        control);
    SUMMARY.write();
  }

  @Test
  void eachFileArrivesOnceThoughItIsTakenAwayAtOnce() throws Exception {
    try (Lane lane = Lane.open(folder.resolve("home"), GatewayForm.STRICT, 16);
        Taker taker = new Taker(lane.inbox(), taken)) {
      for (int round = 0; round < ROUNDS; round++) {
        for (CrashPoint point : POINTS) {
          halt(lane, point, 1 + random.nextInt(FILES));
        }
      }
      Balance balance = finish(lane);
      assertThat(balance.findings()).as("seed %d: %s", seed, balance).isEmpty();
      taker.assertWell();
      assertThat(lane.delivered()).isEmpty();
      result = balance.toString();
    }
  }

  @Test
  void ifTheTemporaryFileStayedAsAfterACopyTheFileWouldArriveTwice() throws Exception {
    try (Lane lane = Lane.open(folder.resolve("home"), GatewayForm.STRICT, 16);
        Taker taker = new Taker(lane.inbox(), taken)) {
      halt(lane, CrashPoint.DELIVER_MOVED, FILES);
      await().atMost(PATIENCE).until(() -> taker.taken().size() == FILES);
      Path last = taker.taken().get(FILES - 1);
      String id = last.getFileName().toString().replaceAll(".*_|\\.edi", "");
      Files.copy(last, lane.inbox().resolve(".portage").resolve("tmp").resolve(id));
      try (ServiceProcess run = lane.start()) {
        await().atMost(PATIENCE).until(() -> taker.taken().size() > FILES);
        run.kill();
      }
      Balance balance = lane.balance(List.of(), taken);
      assertThat(balance.count(Harm.TWICE)).as(balance.toString()).isEqualTo(1);
      control = "publishing by a copy that leaves the temporary file, 1 halt: 1 twice";
    }
  }

  /** Starts the service with some files to fetch, and waits until it has ended at the point. */
  private static void halt(Lane lane, CrashPoint point, int time) throws Exception {
    for (int i = 0; i < FILES; i++) {
      Sample sample = lane.sample(Samples.names().get(i));
      lane.gateway().offer(lane.sender(), sample.content(), sample.mediaType());
    }
    try (ServiceProcess run = lane.start("-Dportage.fault=halt:" + point + ":" + time)) {
      assertThat(run.waitFor(PATIENCE)).as("%s: %s", point, run.output()).isEqualTo(HALTED);
    }
  }

  /** Lets the service finish; what a halt took with an answer is queued again. */
  private Balance finish(Lane lane) throws Exception {
    try (ServiceProcess run = lane.start()) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                Books books = lane.books(List.of(), taken);
                if (lost(books)) {
                  lane.gateway().requeue(lane.sender());
                }
                return Balance.of(books, EnumSet.noneOf(State.class)).even();
              });
      assertThat(run.terminate(Duration.ofSeconds(60))).as(run.output()).isZero();
    }
    return lane.balance(List.of(), taken);
  }

  private static boolean lost(Books books) {
    return !books.unseen().isEmpty()
        && books.outgoing().stream().noneMatch(Outgoing::waiting)
        && books.downloads().stream().noneMatch(d -> UNDER_WAY.contains(d.state()));
  }
}
