package ca.portage.ledger;

import ca.portage.ledger.LedgerException.Reason;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes a dropped file into the ledger, or holds it back as seen before (reliability O1, O1d). */
final class Claiming {
  /** Two look-ups by index: with OR alone SQLite walks through every message of the channel. */
  private static final String SAME =
      "WHERE id IN (SELECT id FROM message INDEXED BY message_sha256"
          + " WHERE channel = ? AND sha256 = ? AND created >= ?"
          + " UNION ALL SELECT id FROM message INDEXED BY message_reference"
          + " WHERE channel = ? AND reference = ? AND created >= ?)";

  /** Rows that were never with the gateway, as far as anyone can know, are no originals. */
  static final String ORIGINAL =
      SAME
          + " AND direction = 'OUT' AND kind = 'INTERCHANGE' AND state <> 'DUPLICATE_HELD'"
          + " AND NOT (state = 'FAILED' AND NOT EXISTS (SELECT 1 FROM attempt"
          + " WHERE attempt.id = message.id AND coalesce(outcome, '') <> 'NOT_SENT'))"
          + " ORDER BY +created, +id LIMIT 1";

  private Claiming() {}

  static Message claim(Transaction transaction, NewClaim claim) throws SQLException {
    Optional<Message> row = transaction.find(claim.id());
    return row.isPresent() ? replay(row.get(), claim) : insert(transaction, claim);
  }

  private static Message replay(Message row, NewClaim claim) {
    if (!row.sha256().equals(Optional.of(claim.sha256()))) {
      throw new LedgerException(
          Reason.CONTRADICTION,
          "File %s was claimed as message %s with other bytes than it has now. Nothing was changed; the spool holds what was claimed. Drop the new file again under a new name."
              .formatted(claim.file(), claim.id()));
    }
    return row;
  }

  private static Message insert(Transaction transaction, NewClaim claim) throws SQLException {
    Optional<Message> original = original(transaction, claim);
    State state = original.isPresent() ? State.DUPLICATE_HELD : State.CLAIMED;
    return new NewRow(claim.id(), claim.channel(), Direction.OUT, Kind.INTERCHANGE, state)
        .with("file", claim.file())
        .with("sha256", claim.sha256())
        .with("size_bytes", claim.sizeBytes())
        .with("reference", claim.reference())
        .with("related", original.map(Message::id))
        .insert(transaction, original.map(first -> reason(first, claim)).orElse(""));
  }

  private static Optional<Message> original(Transaction transaction, NewClaim claim)
      throws SQLException {
    if (claim.duplicateWindow().isZero()) {
      return Optional.empty();
    }
    Instant since = transaction.now().minus(claim.duplicateWindow());
    List<Message> found =
        transaction.list(
            Rows::message,
            Rows.MESSAGES + ORIGINAL,
            claim.channel(),
            claim.sha256(),
            since,
            claim.channel(),
            claim.reference(),
            since);
    return found.stream().findFirst();
  }

  private static String reason(Message first, NewClaim claim) {
    boolean bytes = first.sha256().equals(Optional.of(claim.sha256()));
    return "same %s as message %s (%s)"
        .formatted(
            bytes ? "content" : "interchange reference",
            first.id(),
            first.file().orElse("no file"));
  }
}
