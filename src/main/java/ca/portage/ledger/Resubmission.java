package ca.portage.ledger;

import ca.portage.ledger.LedgerException.Reason;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The content of a message that is at its end, sent anew as a message of its own. */
final class Resubmission {
  /** What may still go out or be settled under its old message id must not go out under a new. */
  private static final Set<State> ENDED =
      EnumSet.of(
          State.FAILED,
          State.OVERDUE,
          State.PEER_ERROR,
          State.INTEGRITY_ALERT,
          State.DONE,
          State.ANSWERED);

  static final String SUCCESSOR =
      "INDEXED BY message_sha256 WHERE channel = ? AND sha256 = ?"
          + " AND related = ? AND direction = 'OUT' AND kind = 'INTERCHANGE' AND state NOT IN"
          + " ('DUPLICATE_HELD', 'FAILED', 'PEER_ERROR', 'INTEGRITY_ALERT')"
          + " ORDER BY created, id LIMIT 1";

  private Resubmission() {}

  static Message claim(Transaction transaction, String first, NewClaim claim) throws SQLException {
    Message old = transaction.message(first);
    if (old.direction() != Direction.OUT
        || old.kind() != Kind.INTERCHANGE
        || !ENDED.contains(old.state())) {
      throw new IllegalTransitionException(first, old.state().name(), "submitted anew");
    }
    requireSameBytes(old, claim);
    refuseSuccessor(transaction, old);
    Message made =
        new NewRow(claim.id(), old.channel(), Direction.OUT, Kind.INTERCHANGE, State.CLAIMED)
            .with("file", claim.file())
            .with("sha256", claim.sha256())
            .with("size_bytes", claim.sizeBytes())
            .with("reference", claim.reference())
            .with("related", first)
            .insert(transaction, "message " + first + " submitted anew by an operator");
    String state = old.state().name();
    transaction.event(first, state, state, "submitted anew as message " + claim.id());
    return made;
  }

  private static void requireSameBytes(Message old, NewClaim claim) {
    if (!old.sha256().equals(Optional.of(claim.sha256()))) {
      throw new LedgerException(
          Reason.CONTRADICTION,
          "The spool's payload of message %s is not what was claimed; nothing was changed. Keep its folder and drop the file again."
              .formatted(old.id()));
    }
  }

  private static void refuseSuccessor(Transaction transaction, Message old) throws SQLException {
    Optional<Message> successor =
        transaction
            .list(Rows::message, Rows.MESSAGES + SUCCESSOR, old.channel(), old.sha256(), old.id())
            .stream()
            .findFirst();
    if (successor.isPresent()) {
      throw new LedgerException(
          Reason.CONTRADICTION,
          "Message %s was submitted anew before, as message %s, which is %s; nothing was changed."
              .formatted(old.id(), successor.get().id(), successor.get().state()));
    }
  }
}
