package ca.portage.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What sharing a commit brings and what the journal costs: calls a second with one commit a call
 * and with shared commits, each with the journal and without, interleaved in one run.
 *
 * <p>Arguments: a folder on the disk to be measured, the file that gets the table in Markdown, and
 * how many rounds (default 5). The ratios are of medians. {@code bin/harness group-commit} runs it.
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
    Path folder = Files.createTempDirectory(Path.of(args[0]), "bench");
    Path table = Path.of(args[1]);
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    try {
      List<String> lines = new GroupCommitBench(folder).measured(rounds);
      Files.createDirectories(table.getParent());
      Files.writeString(table, String.join("\n", lines) + "\n");
    } finally {
      try (var files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
      }
    }
  }

  private List<String> measured(int rounds) throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Run %s, %d cores, Java %s; calls a second, each kept safe by a force; medians of %d rounds of %d ms, all ways in turn."
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                rounds,
                SLICE.toMillis()));
    lines.add("");
    lines.add(
        "| callers | one commit a call | shared | shared / one | one, with journal | shared, with journal | shared / one, with journal | with journal / without, shared |");
    lines.add("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (int callers : CALLERS) {
      double[] median = measure(callers, rounds);
      lines.add(
          String.format(
              Locale.ROOT,
              "| %d | %.0f | %.0f | **%.1f** | %.0f | %.0f | **%.1f** | %.2f |",
              callers,
              median[0],
              median[1],
              median[1] / median[0],
              median[2],
              median[3],
              median[3] / median[2],
              median[3] / median[1]));
      System.err.println("measured " + callers + " callers");
    }
    for (Way way : ways) {
      way.ledger.close();
    }
    return lines;
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
