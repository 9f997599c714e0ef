package ca.portage.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Read connections, lent for one query each; WAL lets them see the last commit without waiting. */
final class Readers implements AutoCloseable {
  private static final int IDLE = 4;

  private final Path database;
  private final BlockingQueue<Statements> idle = new LinkedBlockingQueue<>(IDLE);
  private volatile boolean closed;

  /** Opens the first connection at once, so that what is wrong shows when the ledger is opened. */
  Readers(Path database) throws SQLException {
    this.database = database;
    giveBack(Connections.reader(database));
  }

  <T> List<T> list(Statements.Row<T> row, String sql, List<?> values) {
    try {
      Statements lent = borrow();
      List<T> found;
      try {
        found = lent.list(row, sql, values);
      } catch (SQLException | RuntimeException e) {
        lent.close();
        throw e;
      }
      giveBack(lent);
      return found;
    } catch (SQLException e) {
      throw Storage.failure(database, e);
    }
  }

  /** Several questions whose answers are of one and the same commit. */
  @FunctionalInterface
  interface View<T> {
    T of(Statements statements) throws SQLException, IOException;
  }

  /** Asks them; the writer goes on meanwhile, and its log grows until this returns. */
  <T> T view(View<T> view) throws IOException {
    try (Statements own = Connections.reader(database)) {
      own.execute("BEGIN");
      T value = view.of(own);
      own.execute("COMMIT");
      return value;
    } catch (SQLException e) {
      throw Storage.failure(database, e);
    }
  }

  void backup(Path file) {
    Backup.write(database, file);
  }

  List<String> integrity() {
    try (Statements source = Connections.source(database)) {
      return Integrity.of(source);
    } catch (SQLException e) {
      LedgerException failure = Storage.failure(database, e);
      if (failure.reason() == LedgerException.Reason.CORRUPT) {
        // Damage can keep SQLite from telling what it is.
        return List.of(String.valueOf(e.getMessage()));
      }
      throw failure;
    }
  }

  private Statements borrow() throws SQLException {
    if (closed) {
      throw new LedgerException(
          LedgerException.Reason.NOT_WRITABLE, "The ledger " + database + " is closed.");
    }
    Statements lent = idle.poll();
    return lent == null ? Connections.reader(database) : lent;
  }

  private void giveBack(Statements lent) throws SQLException {
    if (closed || !idle.offer(lent)) {
      lent.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      for (Statements lent = idle.poll(); lent != null; lent = idle.poll()) {
        lent.close();
      }
    } catch (SQLException e) {
      throw Storage.failure(database, e);
    }
  }
}
