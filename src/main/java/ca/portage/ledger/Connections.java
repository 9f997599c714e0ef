package ca.portage.ledger;

import ca.portage.content.Content;
import ca.portage.ledger.LedgerException.Reason;
import ca.portage.spool.Durable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** Opens connections to the ledger's file, as a writer or as a reader. */
final class Connections {
  /** Longer than any process needs between unpacking SQLite's native library and loading it. */
  private static final Duration NATIVE_LIBRARY_AGE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private Connections() {}

  /**
   * Makes the file, private and forced, unless it is there or its absence means that it is lost.
   */
  static void prepare(Path database, Clock clock) throws IOException {
    nativeFolder(database);
    sweepNative(database, clock);
    if (!Files.exists(database)) {
      refuseOrphanedSpool(database);
      Durable.write(database, Content.of(new byte[0]));
    }
  }

  /** An empty ledger beside messages would send them all again (reliability §2.4). */
  private static void refuseOrphanedSpool(Path database) {
    for (String name : new String[] {"out", "in", "journal"}) {
      Path folder = database.resolveSibling(name);
      if (holdsFiles(folder)) {
        throw new LedgerException(
            Reason.MISSING,
            "The ledger %s is missing or empty although %s holds messages. A new one would know nothing of them and could send them again, so none was made. Make it again from the spool with portage rebuild-ledger, or restore its newest backup from spool/backup."
                .formatted(database, folder));
      }
    }
  }

  private static boolean holdsFiles(Path folder) {
    try (DirectoryStream<Path> names = Files.newDirectoryStream(folder)) {
      return names.iterator().hasNext();
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SQLite's library is unpacked here and not in a shared /tmp that may forbid running it. */
  static void nativeFolder(Path database) throws IOException {
    Path folder = nativeOf(database);
    Durable.folder(folder);
    if (System.getProperty("org.sqlite.tmpdir") == null) {
      System.setProperty("org.sqlite.tmpdir", folder.toString());
    }
  }

  /**
   * Killed processes leave their copy of the library; a restart loop must not fill the disk. A copy
   * that another process has loaded cannot be deleted on Windows; the next start tries again.
   */
  private static void sweepNative(Path database, Clock clock) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(nativeOf(database))) {
      for (Path file : left) {
        sweep(file, clock);
      }
    }
  }

  private static void sweep(Path file, Clock clock) {
    try {
      Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), clock.instant());
      if (age.compareTo(NATIVE_LIBRARY_AGE) > 0) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.debug("{} stays for now: {}", file, e.toString());
    }
  }

  private static Path nativeOf(Path database) {
    return database.resolveSibling("native");
  }

  /** A writer's connection: its settings proved, its pages checked, its tables up to date. */
  static Statements writer(Path database) throws SQLException {
    return writer(database, Pragmas::writer);
  }

  /** Makes a connection what it has to be. */
  @FunctionalInterface
  interface Settings {
    void apply(Connection connection) throws SQLException;
  }

  static Statements writer(Path database, Settings settings) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    // The file was made, private and forced, by prepare: a database that vanished stays vanished.
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    return ready(
        connect(database, config),
        connection -> {
          settings.apply(connection);
          Pragmas.checkWriter(connection);
          quickCheck(connection, database);
          if (Schema.absent(connection)) {
            refuseOrphanedSpool(database);
          }
          Schema.migrate(connection);
        });
  }

  /** A reader's connection; it sees the last commit and holds up no writer. */
  static Statements reader(Path database) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return ready(
        connect(database, config),
        connection -> {
          Pragmas.reader(connection);
          Schema.check(connection);
        });
  }

  /** A new ledger to be filled in one go and forced as a file; until then it promises nothing. */
  static Statements blank(Path database) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setOpenMode(SQLiteOpenMode.OPEN_URI);
    return ready(
        connect(database, config),
        connection -> {
          Pragmas.blank(connection);
          Schema.migrate(connection);
        });
  }

  /** A connection to copy from: like a reader's, but SQLite counts a copy as writing. */
  static Statements source(Path database) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return ready(connect(database, config), Schema::check);
  }

  private static Connection connect(Path database, SQLiteConfig config) throws SQLException {
    if (database.toString().contains("?")) {
      throw new LedgerException(
          Reason.UNSUITABLE, "A home's path must not contain a question mark: " + database);
    }
    return config.createConnection("jdbc:sqlite:" + database);
  }

  private static Statements ready(Connection connection, Settings settings) throws SQLException {
    boolean ready = false;
    try {
      settings.apply(connection);
      ready = true;
      return new Statements(connection);
    } finally {
      if (!ready) {
        connection.close();
      }
    }
  }

  /**
   * Copies the write-ahead log into the database, forces that, and empties the log.
   *
   * @throws SQLException if the disk fails again, or a reader holds the log; then it is not empty
   */
  static void emptyLog(Statements statements) throws SQLException {
    boolean busy =
        statements
            .list(row -> row.getInt(1) != 0, "PRAGMA wal_checkpoint(TRUNCATE)", List.of())
            .contains(Boolean.TRUE);
    if (busy) {
      throw new SQLException("the log of the ledger is in use and could not be written back");
    }
  }

  private static void quickCheck(Connection connection, Path database) throws SQLException {
    String found = Pragmas.read(connection, "quick_check(1)");
    if (!found.equals("ok")) {
      throw Storage.damaged(database, found);
    }
  }
}
