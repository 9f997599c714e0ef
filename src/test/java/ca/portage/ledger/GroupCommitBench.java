package ca.portage.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What sharing a commit brings and what the journal costs: calls a second with one commit a call
 * and with shared commits, each with the journal and without, interleaved in one run.
 *
 * <p>Arguments: a folder on the disk to be measured, and how many rounds (default 5). Prints a
 * table in Markdown; the ratios are of medians.
 */
public final class GroupCommitBench {
  private static final int[] CALLERS = {1, 4, 16, 64};
  private static final Duration SLICE = Duration.ofMillis(400);

  private final AtomicInteger ids = new AtomicInteger();
  private final List<Way> ways = new ArrayList<>();

  private GroupCommitBench(Path folder) throws IOException {
    for (boolean journal : new boolean[] {false, true}) {
      for (int limit : new int[] {1, GroupWriter.GROUP}) {
        ways.add(new Way(folder, limit, journal));
      }
    }
  }

  /** Measures. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(args.length > 0 ? args[0] : "."), "bench");
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    try {
      new GroupCommitBench(folder).print(rounds);
    } finally {
      try (var files = Files.walk(folder)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
      }
    }
  }

  private void print(int rounds) throws Exception {
    System.out.println(
        "| callers | one commit a call, calls/s | shared, calls/s | shared/one | one, journal | shared, journal | shared/one | cost of the journal, one | shared |");
    System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (int callers : CALLERS) {
      double[] median = measure(callers, rounds);
      System.out.printf(
          Locale.ROOT,
          "| %d | %.0f | %.0f | **%.1f** | %.0f | %.0f | **%.1f** | %.2f | %.2f |%n",
          callers,
          median[0],
          median[1],
          median[1] / median[0],
          median[2],
          median[3],
          median[3] / median[2],
          median[2] / median[0],
          median[3] / median[1]);
    }
    for (Way way : ways) {
      way.ledger.close();
    }
  }

  private double[] measure(int callers, int rounds) throws InterruptedException {
    double[][] seen = new double[ways.size()][rounds];
    for (int round = -1; round < rounds; round++) {
      for (int way = 0; way < ways.size(); way++) {
        double perSecond = callsPerSecond(ways.get(way).ledger, callers);
        if (round >= 0) {
          seen[way][round] = perSecond;
        }
      }
    }
    return Arrays.stream(seen)
        .peek(Arrays::sort)
        .mapToDouble(sorted -> sorted[rounds / 2])
        .toArray();
  }

  private double callsPerSecond(Ledger ledger, int callers) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(callers);
    AtomicInteger calls = new AtomicInteger();
    long start = System.nanoTime();
    for (int caller = 0; caller < callers; caller++) {
      new Thread(
              () -> {
                while (System.nanoTime() - start < SLICE.toNanos()) {
                  String id = "M" + ids.incrementAndGet();
                  ledger.claim(
                      new NewClaim(
                          id, "cig", id, id, 1, Optional.of("ref/" + id), Duration.ofDays(30)));
                  calls.incrementAndGet();
                }
                done.countDown();
              })
          .start();
    }
    done.await();
    return calls.get() * 1e9 / (System.nanoTime() - start);
  }

  /** One ledger of its own, written one way. */
  private static final class Way {
    private final Ledger ledger;

    Way(Path folder, int limit, boolean journal) throws IOException {
      Path own = Files.createDirectory(folder.resolve(limit + (journal ? "-journal" : "")));
      Path database = own.resolve("ledger.db");
      Optional<Recorder> recorder =
          journal ? Optional.of(Recorder.beside(database)) : Optional.empty();
      ledger = Ledger.open(database, Clock.systemUTC(), limit, recorder);
    }
  }
}
