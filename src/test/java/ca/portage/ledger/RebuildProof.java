package ca.portage.ledger;

import ca.portage.spool.Durable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Fills a ledger through its own steps, loses it, and makes it again. */
public final class RebuildProof {
  private static final int CALLERS = 64;

  private final Path spool;
  private final Path database;

  private RebuildProof(Path spool) {
    this.spool = spool;
    this.database = spool.resolve("ledger.db");
  }

  /**
   * What was counted.
   *
   * @param rows of the ledger before it was lost
   * @param equal of them, those that came back as they were
   * @param took how long the rebuilding took
   * @param differentWhenSpoiled rows not as they were when a line of the journal was spoiled
   * @param fromSidecars messages that came back with the journal lost too
   * @param dueAfterSidecars of them, those that would be sent
   * @param dueWithoutHold how many would be sent if sidecars were believed
   */
  public record Found(
      long rows,
      long equal,
      Duration took,
      long differentWhenSpoiled,
      long fromSidecars,
      long dueAfterSidecars,
      long dueWithoutHold) {}

  /** Runs the whole proof in an empty folder. */
  public static Found run(Path spool, int messages) throws Exception {
    return new RebuildProof(spool).run(messages);
  }

  private Found run(int messages) throws Exception {
    fill(messages);
    List<String> before = LedgerDump.of(database);
    Files.delete(database);
    long start = System.nanoTime();
    rebuild();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    List<String> after = LedgerDump.of(database);
    spoilOneLine();
    rebuild();
    long different = missing(before, LedgerDump.of(database));
    for (Path file : segments()) {
      Files.delete(file);
    }
    Files.delete(database);
    Rebuilt told = rebuild();
    try (Ledger ledger = Ledger.read(database);
        Statements raw = Connections.reader(database)) {
      long due = ledger.due("cig", messages).size();
      long held =
          raw.list(
                  row -> row.getLong(1),
                  "SELECT count(*) FROM event WHERE to_state = 'HELD' AND from_state = 'PACKAGED'",
                  List.of())
              .get(0);
      return new Found(
          before.size(),
          before.size() - missing(before, after) - missing(after, before),
          took,
          different,
          told.fromSidecars(),
          due,
          held);
    }
  }

  private static long missing(List<String> wanted, List<String> found) {
    Set<String> there = new HashSet<>(found);
    return wanted.stream().filter(row -> !there.contains(row)).count();
  }

  private void fill(int messages) throws Exception {
    Durable.folder(spool.resolve("out"));
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try (Ledger ledger = Ledger.open(database, Clock.systemUTC())) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < messages; i++) {
        int number = i;
        done.add(callers.submit(() -> carry(ledger, number)));
      }
      for (Future<?> each : done) {
        each.get();
      }
    } finally {
      callers.shutdownNow();
    }
  }

  /** Every tenth message stays due, every tenth is ambiguous, the others are proved. */
  private Message carry(Ledger ledger, int number) throws IOException {
    String id = "M%06d".formatted(number);
    Instant now = Instant.now();
    ledger.claim(
        new NewClaim(
            id,
            "cig",
            id + ".edi",
            "%064x".formatted(number),
            4096,
            Optional.of("BROKER/" + number),
            Duration.ofDays(30)));
    Message message =
        ledger.packaged(
            id, "<" + id + "@broker.example>", "MIC, sha256", "%064x".formatted(-number), 9, now);
    note(message, ledger.wire(id));
    if (number % 10 == 0) {
      return message;
    }
    ledger.attempt(id);
    if (number % 10 == 1) {
      return ledger.conclude(
          id, new Conclusion(Outcome.AMBIGUOUS, Optional.empty(), "cut", Optional.of(now)));
    }
    ledger.conclude(
        id, new Conclusion(Outcome.ACCEPTED, Optional.of(200), "taken", Optional.empty()));
    return ledger.settle(id, State.DONE, "the receipt says processed");
  }

  /** As a sidecar is: small, beside the bytes. It is not forced here, which takes most of a run. */
  private void note(Message message, Optional<Wire> wire) throws IOException {
    Path folder = Files.createDirectory(spool.resolve("out").resolve(message.id()));
    Files.write(folder.resolve("meta.json"), Meta.of(message, wire).toBytes(1 << 20));
  }

  private Rebuilt rebuild() throws IOException, SQLException {
    try (Rebuild rebuild = new Rebuild(database, Clock.systemUTC(), false)) {
      Rebuilt made = rebuild.make(text -> {});
      rebuild.apply();
      return made;
    }
  }

  private void spoilOneLine() throws IOException {
    List<Path> files = segments();
    try (RandomAccessFile file = new RandomAccessFile(files.get(files.size() - 1).toFile(), "rw")) {
      file.seek(file.length() / 2);
      file.readLine();
      file.skipBytes(60);
      file.write('#');
    }
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(spool.resolve("journal"))) {
      return files.sorted().toList();
    }
  }
}
