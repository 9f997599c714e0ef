package ca.portage.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What happens to an outbound message besides its claim and its attempts. */
final class Outbound {
  private static final Set<State> VERDICTS =
      EnumSet.of(State.DONE, State.PEER_ERROR, State.INTEGRITY_ALERT, State.ANSWERED);

  /** A receipt that is DONE goes out again only when its message comes again. */
  private static final Set<State> RECEIPTS_TO_RESEND =
      EnumSet.of(State.FAILED, State.HELD, State.AMBIGUOUS);

  private Outbound() {}

  static Message packaged(
      Transaction transaction, String id, String messageId, String mic, Wire wire, Instant due)
      throws SQLException {
    Message message = transaction.message(id);
    if (message.state() == State.PACKAGED && message.messageId().equals(Optional.of(messageId))) {
      return message;
    }
    return transaction.move(
        message,
        Change.to(State.PACKAGED)
            .only(State.CLAIMED)
            .with("message_id", messageId)
            .with("local_part", NewRow.localPart(messageId))
            .with("mic", mic)
            .with("wire_sha256", wire.sha256())
            .with("wire_bytes", wire.sizeBytes())
            .with("due", due));
  }

  static Message fail(Transaction transaction, String id, State state, String reason)
      throws SQLException {
    requireOneOf(EnumSet.of(State.FAILED, State.HELD), state);
    return transaction.observe(
        transaction.message(id),
        Change.to(state, reason)
            .only(
                State.CLAIMED,
                State.PACKAGED,
                State.AMBIGUOUS,
                State.HELD,
                State.STORED,
                State.VERIFIED)
            .with("due", Optional.empty()));
  }

  /** A receipt for what was never sent proves nothing and is the caller's alarm (F9). */
  static Message settle(Transaction transaction, String id, State verdict, String reason)
      throws SQLException {
    requireOneOf(VERDICTS, verdict);
    Message message = transaction.message(id);
    if (message.attempts() == 0 && !message.state().terminal()) {
      throw new IllegalTransitionException(id, message.state().name(), verdict.name());
    }
    return transaction.observe(message, Change.to(verdict, reason).with("due", Optional.empty()));
  }

  static Message overdue(Transaction transaction, String id) throws SQLException {
    Message message = transaction.message(id);
    if (message.state() == State.OVERDUE) {
      return message;
    }
    return transaction.observe(message, Change.to(State.OVERDUE, "no receipt in time"));
  }

  static Message release(Transaction transaction, String id) throws SQLException {
    Message message = transaction.message(id);
    if (message.state() != State.DUPLICATE_HELD && message.state() != State.HELD) {
      throw new IllegalTransitionException(id, message.state().name(), "released");
    }
    if (message.direction() == Direction.IN) {
      return Inbound.release(transaction, message);
    }
    return message.messageId().isPresent()
        ? resend(transaction, id, transaction.now())
        : transaction.move(message, Change.to(State.CLAIMED, "released by an operator"));
  }

  /** What was to go out is FAILED; what came in is REJECTED, and nobody is sent a receipt. */
  static Message discard(Transaction transaction, String id, String reason) throws SQLException {
    Message message = transaction.message(id);
    if (message.state() != State.DUPLICATE_HELD && message.state() != State.HELD) {
      throw new IllegalTransitionException(id, message.state().name(), "discarded");
    }
    State end = message.direction() == Direction.IN ? State.REJECTED : State.FAILED;
    return transaction.move(
        message,
        Change.to(end, "discarded by an operator: " + reason).with("due", Optional.empty()));
  }

  /** The same bytes under the same id once more, because an operator says so. */
  static Message resend(Transaction transaction, String id, Instant due) throws SQLException {
    Message message = transaction.message(id);
    boolean allowed =
        message.kind() == Kind.INTERCHANGE || RECEIPTS_TO_RESEND.contains(message.state());
    if (!allowed || message.messageId().isEmpty()) {
      throw new IllegalTransitionException(id, message.state().name(), State.PACKAGED.name());
    }
    return due(transaction, message, due, "same bytes again, by an operator");
  }

  /** The stored receipt goes out again for a message that came again (reliability P4). */
  static void resendReceipt(Transaction transaction, String id) throws SQLException {
    Message receipt = transaction.message(id);
    if (receipt.kind() != Kind.RECEIPT || receipt.direction() != Direction.OUT) {
      return;
    }
    if (EnumSet.of(State.PACKAGED, State.SENDING, State.AMBIGUOUS).contains(receipt.state())) {
      transaction.absorb(
          receipt, Change.to(State.PACKAGED, "asked for again while it is still on its way"));
    } else {
      due(transaction, receipt, transaction.now(), "its message came again");
    }
  }

  private static Message due(Transaction transaction, Message message, Instant due, String reason)
      throws SQLException {
    return transaction.move(
        message,
        Change.to(State.PACKAGED, reason)
            .only(
                State.AMBIGUOUS,
                State.ACCEPTED,
                State.SENT,
                State.OVERDUE,
                State.HELD,
                State.DONE,
                State.FAILED)
            .with("due", due));
  }

  private static void requireOneOf(Set<State> allowed, State state) {
    if (!allowed.contains(state)) {
      throw new IllegalArgumentException(state + " is not one of " + allowed);
    }
  }
}
