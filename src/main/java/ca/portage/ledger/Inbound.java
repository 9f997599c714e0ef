package ca.portage.ledger;

import ca.portage.ledger.LedgerException.Reason;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What happens to a part of a download (reliability §2.2). */
final class Inbound {
  static final String KEPT =
      "WHERE channel = ? AND direction = 'IN' AND message_id = ? AND id <> ?"
          + " AND state IN ('VERIFIED', 'DELIVERING', 'DELIVERED', 'CLOSED')"
          + " ORDER BY created, id LIMIT 1";

  /** States in which a part waits for its verification. */
  private static final Set<State> UNJUDGED = EnumSet.of(State.STORED, State.HELD);

  private Inbound() {}

  /** A part of a download, before anything is known of it but where it lies. */
  record NewPart(
      String download,
      int index,
      String channel,
      String id,
      long sizeBytes,
      Optional<String> messageId) {}

  static Message part(Transaction transaction, NewPart part) throws SQLException {
    List<Message> row =
        transaction.list(
            Rows::message,
            Rows.MESSAGES + "WHERE download = ? AND part = ?",
            part.download(),
            part.index());
    if (!row.isEmpty()) {
      return row.get(0);
    }
    Downloads.requireStored(transaction, part.download());
    return new NewRow(part.id(), part.channel(), Direction.IN, Kind.INTERCHANGE, State.STORED)
        .with("download", part.download())
        .with("part", part.index())
        .with("size_bytes", part.sizeBytes())
        .with("message_id", part.messageId())
        .with("local_part", part.messageId().map(NewRow::localPart))
        .insert(transaction, "");
  }

  static Message verified(
      Transaction transaction, String id, Kind kind, String messageId, String mic, String... same)
      throws SQLException {
    Message message = transaction.message(id);
    if (message.direction() == Direction.IN && !UNJUDGED.contains(message.state())) {
      return message;
    }
    Optional<Message> first =
        transaction
            .list(Rows::message, Rows.MESSAGES + KEPT, message.channel(), messageId, id)
            .stream()
            .findFirst();
    Message judged =
        transaction.move(
            message,
            judged(first, mic, same)
                .with("kind", kind)
                .with("message_id", messageId)
                .with("local_part", NewRow.localPart(messageId))
                .with("mic", mic)
                .with("related", first.map(Message::id))
                .with("due", Optional.empty()));
    if (judged.state() == State.DUPLICATE && first.get().related().isPresent()) {
      Outbound.resendReceipt(transaction, first.get().related().get());
    }
    return judged;
  }

  private static Change judged(Optional<Message> first, String mic, String... same) {
    if (first.isEmpty()) {
      return Change.to(State.VERIFIED);
    }
    Optional<String> known = first.get().mic();
    return known.filter(m -> m.equals(mic) || List.of(same).contains(m)).isPresent()
        ? Change.to(State.DUPLICATE, "came before as message " + first.get().id())
        : Change.to(
            State.CONFLICT,
            "message " + first.get().id() + " has the same message id and other content");
  }

  static Message delivering(Transaction transaction, String id, String temporary, String finalName)
      throws SQLException {
    Message message = transaction.message(id);
    if (message.state() == State.DELIVERING) {
      return sameFiles(message, temporary, finalName);
    }
    return transaction.move(
        message,
        Change.to(State.DELIVERING).with("temporary", temporary).with("final_name", finalName));
  }

  /** Which file was renamed is the record of the delivery, so the names never change. */
  private static Message sameFiles(Message message, String temporary, String finalName) {
    if (!message.temporary().equals(Optional.of(temporary))
        || !message.finalName().equals(Optional.of(finalName))) {
      throw new LedgerException(
          Reason.CONTRADICTION,
          "Message %s is already on its way into the inbox as %s; it cannot become %s. Nothing was changed."
              .formatted(message.id(), message.finalName().orElse("?"), finalName));
    }
    return message;
  }

  static Message delivered(Transaction transaction, String id, Optional<NewReceipt> receipt)
      throws SQLException {
    Message message = transaction.message(id);
    if (message.state() == State.DELIVERED) {
      return message;
    }
    return finished(transaction, message, Change.to(State.DELIVERED), receipt);
  }

  static Message rejected(
      Transaction transaction, String id, String reason, Optional<NewReceipt> receipt)
      throws SQLException {
    return finished(
        transaction, transaction.message(id), Change.to(State.REJECTED, reason), receipt);
  }

  /** The receipt is made in the transaction that records why (reliability I5). */
  private static Message finished(
      Transaction transaction, Message message, Change change, Optional<NewReceipt> receipt)
      throws SQLException {
    if (message.state().terminal()) {
      return transaction.absorb(message, change);
    }
    change.with("due", Optional.empty());
    receipt.ifPresent(r -> change.with("related", r.id()));
    Message finished = transaction.move(message, change);
    if (receipt.isPresent()) {
      insert(transaction, message, receipt.get());
    }
    return finished;
  }

  private static void insert(Transaction transaction, Message about, NewReceipt receipt)
      throws SQLException {
    new NewRow(receipt.id(), about.channel(), Direction.OUT, Kind.RECEIPT, State.PACKAGED)
        .with("file", receipt.file())
        .with("message_id", receipt.messageId())
        .with("local_part", NewRow.localPart(receipt.messageId()))
        .with("size_bytes", receipt.wireBytes())
        .with("wire_sha256", receipt.wireSha256())
        .with("wire_bytes", receipt.wireBytes())
        .with("related", about.id())
        .with("due", transaction.now())
        .insert(transaction, "receipt for message " + about.id());
  }

  static Message held(Transaction transaction, String id, String reason, Instant due)
      throws SQLException {
    Message message = transaction.message(id);
    boolean again = message.state() == State.HELD && message.reason().equals(Optional.of(reason));
    if (again) {
      // One more try that changed nothing: neither history nor journal says so each time.
      return message;
    }
    return transaction.observe(message, Change.to(State.HELD, reason).with("due", due));
  }

  /** The part is opened again at once, not when its download would be due. */
  static Message release(Transaction transaction, Message message) throws SQLException {
    if (message.download().isPresent()) {
      Downloads.hurry(transaction, message.download().get());
    }
    return transaction.move(
        message, Change.to(State.STORED, "released by an operator").with("due", Optional.empty()));
  }

  static Message closedWithoutProof(Transaction transaction, String id, String about, String reason)
      throws SQLException {
    if (!transaction.message(id).state().terminal()) {
      transaction.remember(transaction.message(about), "receipt " + id + ": " + reason);
    }
    return closed(transaction, id, reason);
  }

  static Message closed(Transaction transaction, String id, String reason) throws SQLException {
    return transaction.observe(
        transaction.message(id), Change.to(State.CLOSED, reason).with("due", Optional.empty()));
  }
}
