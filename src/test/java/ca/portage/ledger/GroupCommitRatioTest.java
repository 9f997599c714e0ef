package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shared commits against one commit a call: the same work, interleaved, in one run. */
class GroupCommitRatioTest {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommitRatioTest.class);
  private static final int CALLERS = 16;
  private static final int CALLS = 640;
  private static final int ROUNDS = 3;

  @TempDir Path spool;
  private final AtomicInteger ids = new AtomicInteger();

  @Test
  void sharedCommitsAreFewerThanCallsAndFaster() throws Exception {
    double shared = 0;
    double alone = 0;
    long commits = 0;
    try (Ledger grouped = open("grouped", GroupWriter.GROUP);
        Ledger single = open("single", 1)) {
      callsPerSecond(grouped);
      callsPerSecond(single);
      long before = grouped.commits();
      for (int round = 0; round < ROUNDS; round++) {
        shared = Math.max(shared, callsPerSecond(grouped));
        alone = Math.max(alone, callsPerSecond(single));
      }
      commits = grouped.commits() - before;
      assertThat(single.commits()).isEqualTo((ROUNDS + 1) * CALLS);
    }
    LOG.info(
        "{} calls in {} commits; {} calls/s shared, {} alone, ratio {}",
        ROUNDS * CALLS,
        commits,
        Math.round(shared),
        Math.round(alone),
        shared / alone);
    assertThat(commits).isLessThan(ROUNDS * CALLS / 2);
    assertThat(shared / alone).isGreaterThan(1.0);
  }

  private Ledger open(String name, int groupLimit) throws IOException {
    Path folder = Files.createDirectory(spool.resolve(name));
    return Ledger.open(folder.resolve("ledger.db"), Clock.systemUTC(), groupLimit);
  }

  private double callsPerSecond(Ledger ledger) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(CALLERS);
    long start = System.nanoTime();
    for (int caller = 0; caller < CALLERS; caller++) {
      new Thread(
              () -> {
                for (int i = 0; i < CALLS / CALLERS; i++) {
                  String id = "M" + ids.incrementAndGet();
                  ledger.claim(
                      new NewClaim(id, "cig", id, id, 1, Optional.empty(), Duration.ofDays(30)));
                }
                done.countDown();
              })
          .start();
    }
    done.await();
    return CALLS * 1e9 / (System.nanoTime() - start);
  }
}
