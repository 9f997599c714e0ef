package ca.portage.ledger;

import ca.portage.ledger.journal.Mark;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a ledger holds to prove its messages again, as of its last commit. */
public final class EvidenceReader {
  private static final String MARK = "SELECT sequence, segment, bytes FROM journal";

  private final LedgerReader ledger;

  /** Looks into {@code ledger}. */
  public EvidenceReader(LedgerReader ledger) {
    this.ledger = ledger;
  }

  /**
   * All that proves one message.
   *
   * @throws LedgerException if its rows say what no row says
   */
  public Optional<Facts> facts(String id) {
    try {
      return read(id);
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Reason.CONTRADICTION, "Message " + id + ": " + e.getMessage(), e);
    }
  }

  /**
   * The same for somebody who goes on with other messages.
   *
   * @throws IOException if its rows say what no row says
   */
  public Optional<Facts> read(String id) throws IOException {
    List<Map<String, Object>> row =
        ledger.list(Tables::row, "SELECT * FROM message WHERE id = ?", id);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> message = row.get(0);
    try {
      return Optional.of(
          new Facts(
              message,
              ledger.list(Tables::row, "SELECT * FROM evidence WHERE id = ? ORDER BY at, step", id),
              receipts(id),
              download(String.valueOf(message.get("download")))));
    } catch (IllegalArgumentException e) {
      throw new IOException("its row or its evidence was damaged: " + e.getMessage(), e);
    }
  }

  private Optional<Map<String, Object>> download(String id) {
    return ledger.list(Tables::row, "SELECT * FROM download WHERE id = ?", id).stream().findFirst();
  }

  /** The whole ids of the messages whose ids begin so, two at most. */
  public List<String> beginning(String id) {
    String prefix = id.toUpperCase(Locale.ROOT);
    return ledger.list(
        row -> row.getString(1),
        "SELECT id FROM message WHERE id >= ? AND substr(id, 1, length(?)) = ? ORDER BY id LIMIT 2",
        prefix,
        prefix,
        prefix);
  }

  /**
   * Stored answers of which no message was made, such as empty ones, ascending: the SHA-256 of the
   * raw bytes by the id.
   */
  public Map<String, String> downloadsWithoutMessages(String after, int limit) {
    Map<String, String> found = new TreeMap<>();
    ledger
        .list(
            row -> Map.entry(row.getString(1), row.getString(2)),
            "SELECT id, sha256 FROM download WHERE id > ? AND sha256 IS NOT NULL"
                + " AND NOT EXISTS (SELECT 1 FROM message WHERE message.download = download.id)"
                + " ORDER BY id LIMIT ?",
            after,
            limit)
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  /** The receipts that were judged for a message, oldest first. */
  private List<String> receipts(String id) {
    return ledger.list(
        row -> row.getString(1), "SELECT id FROM evidence WHERE about = ? ORDER BY at, id", id);
  }

  /** The ids of messages, ascending, beginning behind {@code after}. */
  public List<String> ids(String after, int limit) {
    return ledger.list(
        row -> row.getString(1),
        "SELECT id FROM message WHERE id > ? ORDER BY id LIMIT ?",
        after,
        limit);
  }

  /** How many messages there are. */
  public long size() {
    return ledger.list(row -> row.getLong(1), "SELECT count(*) FROM message").get(0);
  }

  /** Whether there is such a download. */
  public boolean holdsDownload(String id) {
    return download(id).isPresent();
  }

  /** Where the ledger is in its journal. */
  Mark mark() {
    return ledger.list(EvidenceReader::mark, MARK).get(0);
  }

  static Mark mark(Statements statements) throws SQLException {
    return statements.list(EvidenceReader::mark, MARK, List.of()).get(0);
  }

  private static Mark mark(ResultSet row) throws SQLException {
    return new Mark(row.getLong(1), row.getLong(2), row.getLong(3));
  }

  <T> T asOfOneCommit(Readers.View<T> view) throws IOException {
    return ledger.view(view);
  }
}
