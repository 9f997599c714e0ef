package ca.portage.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk does not confirm what was written (reliability §2.4, fsync EIO): it is written anew
 * under another name, or the service ends itself and the next start goes on, on several homes at
 * once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForceIT {
  private static final int LANES = Form.count(1, 4);
  private static final int CYCLES = Form.count(3, 100);
  private static final int SMALL = 3_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger queuedAgain = new AtomicInteger();
  private final AtomicLong failed = new AtomicLong();
  private String control = "failed";

  private final Summary summary = new Summary("force");

  @TempDir Path folder;

  @BeforeAll
  static void need() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "mounting needs root");
    for (String tool : new String[] {"mount", "strace"}) {
      assumeTrue(DiskControls.found(tool), tool + " is missing");
    }
  }

  @Test
  @Order(2)
  void aForceThatFailsIsWrittenAnewOrEndsTheServiceAndTheRestartGoesOn() throws Exception {
    assumeTrue(DiskControls.mayMount(folder), "this machine does not let root mount");
    ExecutorService threads = Executors.newFixedThreadPool(LANES);
    try {
      List<Callable<Balance>> lanes = new ArrayList<>();
      for (int i = 0; i < LANES; i++) {
        Path own = Files.createDirectory(folder.resolve("lane" + i));
        lanes.add(() -> run(own));
      }
      List<String> balances = new ArrayList<>();
      for (Future<Balance> balance : threads.invokeAll(lanes)) {
        balances.add(balance.get().toString());
      }
      assertThat(failed).hasPositiveValue();
      summary
          .row(
              "force fails (EIO) once, four times, or from then on",
              CYCLES,
              "%d forces failed, %d times the service ended itself, %d items queued again whose answer was told as lost; "
                      .formatted(failed.get(), ended.get(), queuedAgain.get())
                  + String.join("; ", balances),
              control)
          .write();
    } finally {
      threads.shutdownNow();
    }
  }

  private Balance run(Path own) throws Exception {
    try (DiskLane lane = new DiskLane(own)) {
      HelpDesk desk = new HelpDesk(lane);
      for (int cycle = next.getAndIncrement(); cycle < CYCLES; cycle = next.getAndIncrement()) {
        cycle(lane, desk, cycle, own.resolve("strace." + cycle));
      }
      lane.start();
      desk.awaitQuiet();
      queuedAgain.addAndGet(desk.queuedAgain());
      return lane.settled();
    }
  }

  private void cycle(DiskLane lane, HelpDesk desk, int cycle, Path log) throws Exception {
    lane.start();
    // Otherwise it is killed here with an answer in its hands that the gateway gives once only.
    desk.awaitQuiet();
    lane.kill();
    int from = 6 + cycle % 25;
    String when =
        switch (cycle % 3) {
          case 0 -> Integer.toString(from);
          case 1 -> from + ".." + (from + 3);
          default -> from + "+";
        };
    lane.start(DiskControls.strace(log, "error=EIO:when=" + when));
    lane.drop();
    lane.drop();
    lane.offer(SMALL);
    if (cycle % 3 == 2) {
      assertThat(lane.service().waitFor(PATIENCE)).as(lane.output()).isEqualTo(74);
      // The first where it had begun to work, the second where its start tried the disk.
      assertThat(lane.output()).containsAnyOf("did not confirm", "Input/output error");
    } else {
      await().atMost(PATIENCE).until(() -> !lane.service().alive() || desk.quiet());
    }
    if (!lane.service().alive()) {
      ended.incrementAndGet();
    }
    lane.kill();
    failed.addAndGet(DiskControls.injected(log));
  }

  /** The control. */
  @Test
  @Order(1)
  void withForcesPassedOverFilesAreSentThatNoForceConfirmed() throws Exception {
    assumeTrue(DiskControls.mayMount(folder), "this machine does not let root mount");
    try (DiskLane lane = new DiskLane(Files.createDirectory(folder.resolve("control")))) {
      control = withoutForces(lane, folder.resolve("strace.control"));
    }
  }

  private static String withoutForces(DiskLane lane, Path log) throws Exception {
    lane.kill();
    lane.start(DiskControls.strace(log, "retval=0"));
    lane.drop();
    lane.awaitQuiet();
    lane.kill();
    // One that the kill cut off has no result; one that the disk really did has this and no more.
    assertThat(Files.readAllLines(log))
        .anyMatch(line -> line.contains("INJECTED"))
        .noneMatch(line -> line.endsWith("= 0"));
    long named;
    try (Stream<Path> files = Files.walk(lane.spoolFolder().resolve("out"))) {
      named = files.filter(f -> f.endsWith("wire")).count();
    }
    assertThat(named).isPositive();
    return "with forces passed over "
        + named
        + " of "
        + named
        + " files named and sent that no force confirmed";
  }
}
