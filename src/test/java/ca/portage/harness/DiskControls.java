package ca.portage.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The same faults with a guard off, each by taking away what the guard needs: the ballast file, the
 * numbers of the reserved descriptors, the inbox's mark, the route's step, the forces themselves.
 */
final class DiskControls {
  static final String FULL = "disk full while an answer is on its way";
  static final String READ_ONLY = "inbox read-only while an answer is on its way";
  static final String AWAY = "inbox not mounted while an answer is on its way";
  static final String DESCRIPTORS = "no descriptor left while an answer is on its way";
  static final String[] FAULTS = {FULL, READ_ONLY, AWAY, DESCRIPTORS};

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SMALL = 3_000;
  private static final int LARGE = 3 << 20;
  private static final int GAP = 256 << 10;

  private DiskControls() {}

  /** What each fault did. */
  static Map<String, String> run(Path folder) throws Exception {
    Map<String, String> harm = new LinkedHashMap<>();
    try (DiskLane lane = new DiskLane(Files.createDirectory(folder.resolve("reserves")))) {
      lane.start();
      harm.put(FULL, withoutBallast(lane));
      harm.put(DESCRIPTORS, withoutReserve(lane));
      harm.put(AWAY, withoutMark(lane));
    }
    try (DiskLane lane = new DiskLane(Files.createDirectory(folder.resolve("steps")))) {
      removePrecheck(lane);
      lane.start();
      harm.put(READ_ONLY, withoutPrecheckReadOnly(lane));
      harm.put(FULL, harm.get(FULL) + "; " + withoutPrecheckFull(lane));
    }
    return harm;
  }

  private static String withoutBallast(DiskLane lane) throws Exception {
    lane.awaitQuiet();
    await().atMost(PATIENCE).until(() -> Files.exists(lane.ballast()));
    lane.whileAnAnswerIsOnItsWay(
        SMALL,
        () -> {
          lane.spool.fill(0);
          Files.deleteIfExists(lane.ballast());
          lane.spool.fill(0);
        });
    awaitOutput(lane, "could not be stored", "could not be noted in the ledger");
    lane.spool.free();
    return "without the ballast " + lostBeyond(lane, 0) + " of 1 answers lost";
  }

  private static String withoutReserve(DiskLane lane) throws Exception {
    lane.awaitQuiet();
    int before = lane.lost().size();
    DescriptorLimit limit = new DescriptorLimit(lane.service().pid());
    lane.whileAnAnswerIsOnItsWay(SMALL, limit::exhaustWithoutReserve);
    awaitOutput(lane, "Too many open files");
    limit.restore();
    return "without the reserve " + lostBeyond(lane, before) + " of 1 answers lost";
  }

  private static String withoutMark(DiskLane lane) throws Exception {
    lane.awaitQuiet();
    lane.whileAnAnswerIsOnItsWay(
        SMALL,
        () -> {
          lane.inbox.away();
          Files.delete(lane.spoolFolder().resolve("inbox.cig"));
        });
    await().atMost(PATIENCE).until(() -> !lane.lane.delivered().isEmpty());
    return "without the mark "
        + lane.lane.delivered().size()
        + " of 1 files written into the empty mount point";
  }

  private static void removePrecheck(DiskLane lane) throws IOException {
    Path routes = lane.lane.root().resolve("routes").resolve("cig.camel.yaml");
    String text = Files.readString(routes);
    String without =
        text.replaceFirst(
            " +- process:\n +id: cig-poll-precheck\n +description: .*\n +ref: cig.precheck\n", "");
    assertThat(without).isNotEqualTo(text);
    Files.writeString(routes, without);
  }

  private static String withoutPrecheckReadOnly(DiskLane lane) throws Exception {
    lane.awaitQuiet();
    lane.offer(SMALL);
    lane.awaitQuiet();
    lane.inbox.readOnly();
    long before = lane.polls();
    await().atMost(PATIENCE).until(() -> lane.polls() >= before + 3);
    lane.inbox.writable();
    return "without the precheck it was polled on, 3 of 3 times";
  }

  /** Room for the row of the download, and not for its answer. */
  private static String withoutPrecheckFull(DiskLane lane) throws Exception {
    lane.awaitQuiet();
    lane.spool.fill(GAP);
    long before = lane.polls();
    lane.offer(LARGE);
    awaitOutput(lane, "could not be stored", "could not be noted in the ledger");
    long asked = lane.polls() - before;
    lane.spool.free();
    return "without the precheck asked "
        + asked
        + " times, "
        + lostBeyond(lane, 0)
        + " of 1 answers lost";
  }

  private static int lostBeyond(DiskLane lane, int before) throws Exception {
    lane.awaitQuiet();
    int lost = lane.lost().size() - before;
    assertThat(lost).isPositive();
    return lost;
  }

  private static void awaitOutput(DiskLane lane, String... words) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(words).as(lane.output()).anyMatch(lane.output()::contains));
  }

  /** Runs a command with every force of its processes tampered with, counted by thread. */
  static String[] strace(Path log, String how) {
    return new String[] {
      "strace",
      "-D",
      "-f",
      "--seccomp-bpf",
      "-qq",
      "-o",
      log.toString(),
      "-e",
      "signal=none",
      "-e",
      "trace=fsync,fdatasync",
      "-e",
      "inject=fsync,fdatasync:" + how
    };
  }

  static long injected(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains("INJECTED")).count();
    }
  }

  static boolean found(String tool) {
    return List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin").stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  static boolean mayMount(Path folder) throws Exception {
    Path point = Files.createDirectory(folder.resolve("point"));
    Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "tmpfs", point.toString()).start();
    if (mount.waitFor() != 0) {
      return false;
    }
    Mount.run("umount", point.toString());
    return true;
  }
}
