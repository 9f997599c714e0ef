package ca.portage.ledger;

import ca.portage.content.Content;
import ca.portage.ledger.LedgerException.Reason;
import ca.portage.ledger.journal.Course;
import ca.portage.ledger.journal.Mark;
import ca.portage.spool.Appending;
import ca.portage.spool.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes a ledger anew from the journal and, where that is damaged or missing, from the sidecars
 * (reliability §2.4, I8). The present ledger is read at most, until {@link #apply} moves it aside.
 */
public final class Rebuild implements AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path database;
  private final Path rebuilt;
  private final Clock clock;
  private final boolean unpackAgain;

  /**
   * Prepares to rebuild a ledger.
   *
   * @param database the ledger's file, there or not
   * @param unpackAgain true to read stored answers again of which nobody knows whether their parts
   *     were delivered; files may then come into the inbox a second time
   */
  public Rebuild(Path database, Clock clock, boolean unpackAgain) {
    this.database = database.toAbsolutePath();
    this.rebuilt = this.database.resolveSibling(this.database.getFileName() + ".rebuilt");
    this.clock = clock;
    this.unpackAgain = unpackAgain;
  }

  /**
   * Makes the new ledger beside the present one and says what it is made of.
   *
   * @param progress told what is being done
   * @throws LedgerException if journal and sidecars contradict each other or themselves
   * @throws IOException if the journal cannot be read, or the disk does not take the new ledger
   */
  public Rebuilt make(Consumer<String> progress) throws IOException {
    Connections.nativeFolder(database);
    Durable.delete(rebuilt);
    Durable.write(rebuilt, Content.of(new byte[0]));
    try (Statements statements = Connections.blank(rebuilt)) {
      List<String> indexes = Tables.dropIndexes(statements);
      Rebuilt made = fill(statements, progress);
      progress.accept("checking");
      for (String index : indexes) {
        statements.execute(index);
      }
      check(statements);
      return made;
    } catch (SQLException e) {
      throw Storage.failure(rebuilt, e);
    }
  }

  private Rebuilt fill(Statements statements, Consumer<String> progress)
      throws SQLException, IOException {
    progress.accept("reading the journal");
    Course course = Course.of(Recorder.folder(database));
    RowLoader rows = new RowLoader(statements, course.soundFrom());
    statements.execute("BEGIN");
    course.forEach(rows::take);
    boolean lacking = course.soundFrom() > 0 || course.segments() == 0;
    progress.accept("reading the sidecars");
    Sidecars sidecars = new Sidecars(database.getParent(), statements, rows, lacking);
    sidecars.load();
    Doubts doubts = new Doubts(statements, clock.instant(), unpackAgain);
    if (lacking) {
      doubts.mend();
    }
    long inDoubt = (course.soundFrom() > 0 ? doubts.hold() : 0) + doubts.holdNoted();
    mark(statements, course.mark(), !lacking && sidecars.used() == 0);
    statements.execute("COMMIT");
    return new Rebuilt(
        course.segments(),
        counts(statements),
        Stream.concat(course.damages().stream(), course.breaks().stream()).toList(),
        course.unfinished(),
        rows.passedOver(),
        sidecars.used(),
        sidecars.unreadable(),
        inDoubt,
        Differences.between(statements, database));
  }

  /** A ledger that is not what the journal says writes a snapshot when it is opened. */
  private static void mark(Statements statements, Mark mark, boolean equal) throws SQLException {
    statements.update(
        "UPDATE journal SET sequence = ?, segment = ?, bytes = ?, version = ?",
        List.of(mark.sequence(), mark.segment(), mark.bytes(), equal ? Schema.version() : 0));
  }

  private static Map<String, Long> counts(Statements statements) throws SQLException {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String table : Tables.names(statements)) {
      counts.put(
          table,
          statements
              .list(row -> row.getLong(1), "SELECT count(*) FROM main." + table, List.of())
              .get(0));
    }
    return counts;
  }

  private static void check(Statements statements) throws SQLException {
    List<String> found =
        statements.list(row -> row.getString(1), "PRAGMA main.integrity_check(3)", List.of());
    List<String> orphans =
        statements.list(
            row -> "a row of " + row.getString(1) + " refers to nothing",
            "PRAGMA main.foreign_key_check",
            List.of());
    if (!found.equals(List.of("ok"))) {
      throw new LedgerException(Reason.CORRUPT, "The rebuilt ledger is not sound: " + found);
    }
    if (!orphans.isEmpty()) {
      throw new LedgerException(
          Reason.CONTRADICTION, "The rebuilt ledger lacks rows: " + orphans.get(0));
    }
  }

  /**
   * Puts the new ledger in the place of the present one, which is moved aside and never deleted.
   * Whatever ends this in between leaves no ledger in its place, and no service starts without.
   *
   * @return where the present ledger is now; the new one's own place if there was none
   * @throws IOException if the disk does not confirm a step
   */
  public Path apply() throws IOException {
    try (Appending file = Appending.open(rebuilt)) {
      file.force();
    }
    Path aside = database;
    if (anythingToMove()) {
      aside = database.resolveSibling("ledger.replaced-" + STAMP.format(clock.instant()) + ".db");
      for (String suffix : List.of("", "-wal", "-shm")) {
        Path file = database.resolveSibling(database.getFileName() + suffix);
        if (Files.exists(file)) {
          Durable.move(file, aside.resolveSibling(aside.getFileName() + suffix));
        }
      }
    }
    Durable.move(rebuilt, database);
    return aside;
  }

  private boolean anythingToMove() {
    return List.of("", "-wal", "-shm").stream()
        .anyMatch(suffix -> Files.exists(database.resolveSibling(database.getFileName() + suffix)));
  }

  /** Removes the new ledger if it was not put in its place. */
  @Override
  public void close() throws IOException {
    Durable.delete(rebuilt);
  }
}
