package ca.portage.ledger;

import ca.portage.ledger.journal.Group;
import ca.portage.ledger.journal.Journal;
import ca.portage.ledger.journal.Mark;
import ca.portage.spool.ForceFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every row a transaction changed to the journal, forced, before the transaction commits;
 * and the ledger's place in the journal into the transaction itself.
 *
 * <p>Which rows changed is known from triggers of the writer's own connection, so no table and no
 * statement can be forgotten. All calls are made by the writer's thread inside a transaction.
 */
final class Recorder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private final Journal journal;
  private Statements statements;
  private List<String> tables = List.of();

  Recorder(Journal journal) {
    this.journal = journal;
  }

  /** A recorder to the journal in the ledger's own folder. */
  static Recorder beside(Path database) {
    return new Recorder(new Journal(folder(database.toAbsolutePath()), Journal.SEGMENT_BYTES));
  }

  static Path folder(Path database) {
    return database.resolveSibling("journal");
  }

  /** Watches a connection just opened, before its first transaction. */
  void watch(Statements connection) throws SQLException {
    statements = connection;
    tables = Tables.names(connection);
    Touched.watch(connection, tables);
  }

  /** True if the journal is where the ledger is; otherwise a snapshot is to be written. */
  boolean agrees() throws SQLException, IOException {
    boolean held = journal.agree(mark());
    return held && version() == Schema.version();
  }

  /** Writes every row there is, so that whatever the journal lacks before is not needed. */
  void snapshot(Instant now) throws SQLException, IOException {
    long before = mark().sequence();
    if (before > 0 && version() == Schema.version()) {
      LOG.error(
          "The journal lacks what the ledger wrote to it up to line {}: it was moved, cut or damaged. The ledger is whole; a snapshot of it begins the journal anew. Find out who touched spool/journal",
          before);
    }
    Group group = journal.begin(now);
    for (String table : tables) {
      statements.each(row -> group.row(table, Tables.row(row)), "SELECT * FROM main." + table);
    }
    keep(group.force(true));
  }

  /** Journals what the open transaction changed; does nothing if that is nothing. */
  void record(Instant now) throws SQLException, IOException {
    if (!Touched.any(statements)) {
      return;
    }
    try {
      keep(write(now));
    } catch (ForceFailedException e) {
      // The file counts as lost; the same rows go to a new one, once (reliability §2.4).
      LOG.error("{} The same lines are written to a new file of the journal", e.getMessage());
      journal.agree(mark());
      keep(write(now));
    }
    Touched.clear(statements);
  }

  private Mark write(Instant now) throws SQLException, IOException {
    Group group = journal.begin(now);
    Touched.gone(statements, group::gone);
    for (String table : tables) {
      Touched.rows(statements, table, row -> group.row(table, row));
    }
    return group.force(false);
  }

  private Mark mark() throws SQLException {
    return statements
        .list(
            row -> new Mark(row.getLong(1), row.getLong(2), row.getLong(3)),
            "SELECT sequence, segment, bytes FROM main.journal",
            List.of())
        .get(0);
  }

  private int version() throws SQLException {
    return statements
        .list(row -> row.getInt(1), "SELECT version FROM main.journal", List.of())
        .get(0);
  }

  private void keep(Mark mark) throws SQLException {
    statements.update(
        "UPDATE main.journal SET sequence = ?, segment = ?, bytes = ?, version = ?",
        List.of(mark.sequence(), mark.segment(), mark.bytes(), Schema.version()));
  }

  /** Notes in the journal that the ledger holds all of it. */
  void closing(Instant now) throws SQLException, IOException {
    journal.closing(now, mark());
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
