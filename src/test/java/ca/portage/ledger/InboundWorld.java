package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.Step.Action;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the polls of a channel brought, each part in the ledger and in its model, and an inbox that
 * remembers which files appeared.
 */
final class InboundWorld {
  private final String channel;
  private final World.Flaw flaw;
  private final List<InboundModel> parts = new ArrayList<>();
  private final PollWorld polls;
  private final InboxModel inbox;

  InboundWorld(String channel, int size, World.Flaw flaw) {
    this.channel = channel;
    this.flaw = flaw;
    this.inbox = new InboxModel(size);
    for (int i = 0; i < size; i++) {
      parts.add(new InboundModel("<" + channel + "-" + i % 3 + "@gateway>", "MIC" + i % 2));
    }
    this.polls = new PollWorld(channel, parts, flaw);
  }

  static String id(String channel, int part) {
    return channel + "-I" + part;
  }

  private String id(int part) {
    return id(channel, part);
  }

  private String receiptId(int part) {
    return id(part) + "R";
  }

  /** What a start does before it asks the ledger what is open. */
  void salvage(Transaction tx, int chance) throws SQLException {
    polls.salvage(tx, chance);
  }

  /** The process ended and started again; the ledger was told so. */
  void crash(Transaction tx) throws SQLException {
    polls.crash(tx);
    parts.forEach(InboundModel::crash);
  }

  void step(Transaction tx, int part, Step asked, int chance) throws SQLException {
    Step step = asked.action() == Action.NEXT ? next(part) : asked;
    if (step.action().ofPoll()) {
      polls.step(tx, part, step.action(), chance);
    } else if (parts.get(part).exists()) {
      part(tx, part, step);
    }
  }

  /** What the service would do next with this part. */
  private Step next(int part) {
    InboundModel model = parts.get(part);
    return model.exists() ? model.next(inbox.waits(part)) : Step.of(polls.next(part));
  }

  private void part(Transaction tx, int index, Step step) throws SQLException {
    InboundModel model = parts.get(index);
    boolean receipt = step.action().name().startsWith("RECEIPT");
    if (receipt && model.receipt().isEmpty()) {
      return;
    }
    State now = tx.message(id(index)).state();
    switch (step.action()) {
      case WRITE -> inbox.write(index, now, flaw);
      case PUBLISH -> inbox.publish(index, now, flaw);
      default -> {
        if (step.action() == Action.DELIVERING) {
          inbox.write(index, now, World.Flaw.NONE);
        } else if (step.action() == Action.DELIVERED) {
          inbox.publish(index, now, World.Flaw.NONE);
        }
        boolean expected = model.step(step, parts);
        assertThat(Attempted.done(() -> apply(tx, index, step)))
            .as(step.toString())
            .isEqualTo(expected);
      }
    }
    for (int i = 0; i < parts.size(); i++) {
      // A message that comes again moves the receipt of the one before.
      boolean kin = parts.get(i).messageId().equals(model.messageId());
      if (i == index || kin && step.action() == Action.VERIFY) {
        checkPart(tx, i);
      }
    }
  }

  private void apply(Transaction tx, int index, Step step) throws SQLException {
    String id = id(index);
    InboundModel model = parts.get(index);
    switch (step.action()) {
      case VERIFY -> Inbound.verified(tx, id, Kind.INTERCHANGE, model.messageId(), model.mic());
      case DELIVERING -> Inbound.delivering(tx, id, id + ".tmp", id + ".edi");
      case DELIVERED ->
          Inbound.delivered(
              tx,
              id,
              Optional.of(
                  new NewReceipt(receiptId(index), id + ".receipt", "<" + id + "R@x>", "wire", 1)));
      case REJECT -> Inbound.rejected(tx, id, "its own fault", Optional.empty());
      case HOLD -> Inbound.held(tx, id, "our fault", tx.now());
      case RELEASE -> Outbound.release(tx, id);
      case RECEIPT_ATTEMPT -> Sending.attempt(tx, receiptId(index));
      case RECEIPT_CONCLUDE -> Sending.conclude(tx, receiptId(index), step.conclusion());
      case RECEIPT_RESEND -> Outbound.resend(tx, receiptId(index), tx.now());
      default -> throw new IllegalArgumentException(step.toString());
    }
  }

  /** Compares every poll and part, also those to which nothing happened by name. */
  void check(Transaction tx) throws SQLException {
    polls.check(tx);
    for (int i = 0; i < parts.size(); i++) {
      checkPart(tx, i);
    }
  }

  private void checkPart(Transaction tx, int index) throws SQLException {
    InboundModel model = parts.get(index);
    Optional<State> row = tx.find(id(index)).map(Message::state);
    assertThat(row)
        .as(id(index))
        .isEqualTo(model.exists() ? Optional.of(model.state()) : Optional.empty());
    if (row.isPresent()) {
      assertThat(polls.kept(index))
          .as("nothing is taken apart before its bytes are kept (I3)")
          .isTrue();
    }
    inbox.check(index, row);
    // A delivery and its receipt are one commit (I5).
    assertThat(tx.find(receiptId(index)).map(Message::state)).isEqualTo(model.receipt());
  }
}
