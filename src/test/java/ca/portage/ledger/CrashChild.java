package ca.portage.ledger;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Claims and packages messages on several threads, and says so after each commit, until killed. */
final class CrashChild {
  private static final int THREADS = 4;

  private CrashChild() {}

  static Process start(Path database) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                CrashChild.class.getName(),
                database.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** What the child does. */
  public static void main(String[] args) throws InterruptedException {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
    Clock clock = Clock.systemUTC();
    Ulid ids = new Ulid(clock, new SecureRandom());
    try (Ledger ledger = Ledger.open(Path.of(args[0]), clock)) {
      out.println("native " + System.getProperty("org.sqlite.tmpdir"));
      List<Thread> threads =
          IntStream.range(0, THREADS)
              .mapToObj(i -> new Thread(() -> work(ledger, clock, ids, out)))
              .toList();
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static void work(Ledger ledger, Clock clock, Ulid ids, PrintStream out) {
    while (!out.checkError()) {
      String id = ids.next();
      ledger.claim(new NewClaim(id, "cig", id, id, 1, Optional.empty(), Duration.ofDays(30)));
      out.println("ack " + id + " CLAIMED.");
      ledger.packaged(id, "<" + id + "@x>", "A, sha1", id, 1, clock.instant());
      out.println("ack " + id + " PACKAGED.");
    }
  }
}
