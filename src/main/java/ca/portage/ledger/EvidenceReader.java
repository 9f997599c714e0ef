package ca.portage.ledger;

import ca.portage.ledger.journal.Mark;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a ledger holds to prove its messages again, as of its last commit. */
public final class EvidenceReader {
  private final LedgerReader ledger;

  /** Looks into {@code ledger}. */
  public EvidenceReader(LedgerReader ledger) {
    this.ledger = ledger;
  }

  /** All that proves one message. */
  public Optional<Facts> facts(String id) {
    List<Map<String, Object>> row =
        ledger.list(Tables::row, "SELECT * FROM message WHERE id = ?", id);
    return row.stream()
        .findFirst()
        .map(
            message ->
                new Facts(
                    message,
                    ledger.list(
                        Tables::row, "SELECT * FROM evidence WHERE id = ? ORDER BY at, step", id),
                    receipts(id)));
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

  /** What was purged, and when. */
  public List<Event> purges() {
    return ledger.events(Transitions.PURGE);
  }

  /** Where the ledger is in its journal. */
  Mark mark() {
    return ledger
        .list(
            row -> new Mark(row.getLong(1), row.getLong(2), row.getLong(3)),
            "SELECT sequence, segment, bytes FROM journal")
        .get(0);
  }
}
