package ca.portage.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/**
 * What happened to each message, kept so that no power cut takes back what was acknowledged. Safe
 * for use by several threads, whose commits are shared.
 */
public final class Ledger extends Transitions implements AutoCloseable {
  private final Readers readers;
  private final Optional<GroupWriter> writer;

  private Ledger(Readers readers, Optional<GroupWriter> writer, Clock clock) {
    super(readers, clock);
    this.readers = readers;
    this.writer = writer;
  }

  /**
   * Opens a ledger to work with, and makes it if it is absent and the spool is empty.
   *
   * @param database its file in the spool, whose lock the caller holds
   * @throws LedgerException if it is damaged, is missing beside messages, or SQLite does not keep
   *     the settings durability needs; nothing was written then
   */
  public static Ledger open(Path database, Clock clock) {
    return open(database, clock, GroupWriter.GROUP);
  }

  static Ledger open(Path database, Clock clock, int groupLimit) {
    return open(database, clock, groupLimit, Optional.of(Recorder.beside(database)));
  }

  /** Without a recorder no journal is written; only a measurement wants that. */
  static Ledger open(Path database, Clock clock, int groupLimit, Optional<Recorder> recorder) {
    Path file = database.toAbsolutePath();
    try {
      Connections.prepare(file, clock);
      return beside(
          new GroupWriter(file, clock, () -> Connections.writer(file), groupLimit, recorder),
          file,
          clock);
    } catch (IOException | UncheckedIOException | SQLException | LinkageError e) {
      throw Storage.failure(file, e);
    }
  }

  private static Ledger beside(GroupWriter writer, Path file, Clock clock) throws SQLException {
    try {
      return new Ledger(new Readers(file), Optional.of(writer), clock);
    } catch (SQLException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /**
   * Opens a ledger to look at, beside a running service or without one; every method that changes
   * something is refused.
   *
   * @throws LedgerException if there is none, or it cannot be read
   */
  public static Ledger read(Path database) {
    Path file = database.toAbsolutePath();
    if (!Files.exists(file)) {
      throw Storage.missing(file);
    }
    try {
      Connections.nativeFolder(file);
      return new Ledger(new Readers(file), Optional.empty(), Clock.systemUTC());
    } catch (IOException | SQLException | LinkageError e) {
      throw Storage.failure(file, e);
    }
  }

  /** Has the journal tell every row again, so that no line before is needed to rebuild. */
  void snapshot() {
    // The version the journal saw last: another one makes the next commit write a snapshot first.
    commit(tx -> tx.update("UPDATE journal SET version = 0"));
    commit(Transaction::now);
  }

  /** Records that a purge is about to take the journal's lines before {@code first} away. */
  void journalBegins(long first) {
    String text = JournalAudit.purged(first);
    commit(
        tx -> {
          tx.event(PURGE, PURGE, PURGE, text);
          return tx.now();
        });
  }

  @Override
  <T> T commit(Unit<T> unit) {
    return writer.orElseThrow(Storage::readOnly).commit(unit);
  }

  /** How many transactions this ledger committed. */
  long commits() {
    return writer.map(GroupWriter::commits).orElse(0L);
  }

  /** Finishes what was asked before, then closes the database. */
  @Override
  public void close() {
    // The last connection writes the log back into the database, and a reader may not.
    readers.close();
    writer.ifPresent(GroupWriter::close);
  }
}
