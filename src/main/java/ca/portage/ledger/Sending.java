package ca.portage.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Attempts: begun before a connection is opened, ended by what is known (reliability O3). */
final class Sending {
  static final String PROCESS_ENDED = "process ended";

  /** Endings after which the gateway certainly does not have the message. */
  private static final String CERTAIN = "('NOT_SENT', 'TRANSIENT', 'REJECTED')";

  private Sending() {}

  static Attempt attempt(Transaction transaction, String id) throws SQLException {
    Message message = transaction.message(id);
    int number = message.attempts() + 1;
    transaction.move(
        message,
        Change.to(State.SENDING, "attempt " + number)
            .with("attempts", number)
            .with("due", Optional.empty()));
    transaction.update(
        "INSERT INTO attempt (id, number, started) VALUES (?, ?, ?)",
        id,
        number,
        transaction.now());
    return new Attempt(
        id,
        number,
        transaction.now(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Message conclude(Transaction transaction, String id, Conclusion conclusion)
      throws SQLException {
    Message message = transaction.message(id);
    boolean uncertainBefore = uncertain(transaction, id);
    close(
        transaction,
        id,
        conclusion.outcome().name(),
        conclusion.status(),
        Optional.of(conclusion.detail()));
    State next = next(message, conclusion.outcome(), uncertainBefore);
    Message concluded =
        transaction.observe(
            message,
            Change.to(next, conclusion.detail())
                .only(State.SENDING)
                .with("due", due(transaction, next, conclusion)));
    if (message.kind() == Kind.RECEIPT && message.state() == State.SENDING) {
      closeRelated(transaction, concluded);
    }
    return concluded;
  }

  private static State next(Message message, Outcome outcome, boolean uncertainBefore) {
    return switch (outcome) {
      case ACCEPTED -> message.kind() == Kind.RECEIPT ? State.DONE : State.ACCEPTED;
      case SENT -> State.SENT;
      case NOT_SENT, TRANSIENT -> State.PACKAGED;
      // FAILED would call lost what an earlier attempt may have brought over.
      case REJECTED -> uncertainBefore ? State.HELD : State.FAILED;
      case AMBIGUOUS -> State.AMBIGUOUS;
      case HELD -> State.HELD;
    };
  }

  private static Optional<Instant> due(Transaction transaction, State next, Conclusion conclusion) {
    return switch (next) {
      case PACKAGED, AMBIGUOUS -> Optional.of(conclusion.due().orElse(transaction.now()));
      default -> Optional.empty();
    };
  }

  private static boolean uncertain(Transaction transaction, String id) throws SQLException {
    return !transaction
        .list(
            Rows::attempt,
            Rows.ATTEMPTS + "WHERE id = ? AND ended IS NOT NULL AND outcome NOT IN " + CERTAIN,
            id)
        .isEmpty();
  }

  /** The message a receipt was for is finished once the receipt is over (reliability P8). */
  private static void closeRelated(Transaction transaction, Message receipt) throws SQLException {
    if (receipt.state() == State.DONE && receipt.related().isPresent()) {
      Message received = transaction.message(receipt.related().get());
      if (received.state() == State.DELIVERED) {
        transaction.move(
            received, Change.to(State.CLOSED, "its receipt " + receipt.id() + " is sent"));
      }
    }
  }

  /** After a restart: what was under way has an unknown end (reliability O3). */
  static int recover(Transaction transaction, String channel, Instant due) throws SQLException {
    List<Message> sending =
        transaction.list(
            Rows::message,
            Rows.MESSAGES + "WHERE channel = ? AND state = 'SENDING' ORDER BY created, id",
            channel);
    for (Message message : sending) {
      transaction.move(
          message, Change.to(State.AMBIGUOUS, "the process ended while sending").with("due", due));
    }
    closeOpenAttempts(transaction, channel);
    return sending.size();
  }

  /** Also those of messages a receipt settled before their attempt was concluded. */
  private static void closeOpenAttempts(Transaction transaction, String channel)
      throws SQLException {
    transaction.update(
        "UPDATE attempt SET ended = ?, outcome = ? WHERE ended IS NULL"
            + " AND (SELECT channel FROM message WHERE message.id = attempt.id) = ?",
        transaction.now(),
        PROCESS_ENDED,
        channel);
  }

  private static void close(
      Transaction transaction,
      String id,
      String outcome,
      Optional<Integer> status,
      Optional<String> detail)
      throws SQLException {
    transaction.update(
        "UPDATE attempt SET ended = ?, outcome = ?, status = ?, detail = ?"
            + " WHERE id = ? AND ended IS NULL",
        transaction.now(),
        outcome,
        status,
        detail,
        id);
  }
}
