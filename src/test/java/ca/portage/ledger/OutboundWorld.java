package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.Step.Action;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages of a channel on their way out, each in the ledger and in its model. */
final class OutboundWorld {
  private static final String LEFT_UNKEPT =
      "SELECT message.id FROM attempt JOIN message ON message.id = attempt.id"
          + " WHERE channel = ? AND direction = 'OUT'"
          + " AND (wire_sha256 IS NULL OR message_id IS NULL"
          + " OR kind = 'INTERCHANGE' AND mic IS NULL)";

  private final String channel;
  private final List<OutboundModel> models = new ArrayList<>();

  OutboundWorld(Transaction tx, String channel, int size) throws SQLException {
    this.channel = channel;
    for (int i = 0; i < size; i++) {
      String id = id(i);
      Claiming.claim(
          tx, new NewClaim(id, channel, id, "sha-" + id, 1, Optional.empty(), Duration.ofDays(30)));
      models.add(new OutboundModel());
    }
  }

  private String id(int index) {
    return channel + "-O" + index;
  }

  /** The process ended and starts again; the ledger was told so. */
  void crash() {
    models.forEach(OutboundModel::crash);
  }

  void step(Transaction tx, int index, Step step) throws SQLException {
    Message before = tx.message(id(index));
    boolean expected = models.get(index).step(step);
    assertThat(Attempted.done(() -> apply(tx, id(index), step)))
        .as(step + " of a message that is " + before.state())
        .isEqualTo(expected);
    Message after = tx.message(id(index));
    if (before.state().terminal() && step.action() != Action.RESEND) {
      assertThat(after.state()).as("an end absorbs (I6)").isEqualTo(before.state());
    }
    if (before.messageId().isPresent()) {
      assertThat(after.messageId()).as("one id for ever (I7)").isEqualTo(before.messageId());
    }
    check(tx, index, after);
  }

  private static void apply(Transaction tx, String id, Step step) throws SQLException {
    switch (step.action()) {
      case PACK ->
          Outbound.packaged(tx, id, "<" + id + "@x>", "MIC", new Wire("wire", 1), tx.now());
      case ATTEMPT -> Sending.attempt(tx, id);
      case CONCLUDE -> Sending.conclude(tx, id, step.conclusion());
      case SETTLE -> Outbound.settle(tx, id, step.verdict(), "receipt");
      case OVERDUE -> Outbound.overdue(tx, id);
      case HOLD -> Outbound.fail(tx, id, State.HELD, "held");
      case GIVE_UP -> Outbound.fail(tx, id, State.FAILED, "given up");
      case RELEASE -> Outbound.release(tx, id);
      case DISCARD -> Outbound.discard(tx, id, "not wanted");
      case RESEND -> Outbound.resend(tx, id, tx.now());
      default -> throw new IllegalArgumentException(step.toString());
    }
  }

  /** Compares every message, also those to which nothing happened by name. */
  void check(Transaction tx) throws SQLException {
    for (int i = 0; i < models.size(); i++) {
      check(tx, i, tx.message(id(i)));
    }
    assertThat(tx.list(row -> row.getString(1), LEFT_UNKEPT, channel))
        .as("nothing leaves before its wire bytes, id and check are kept (I1)")
        .isEmpty();
  }

  private void check(Transaction tx, int index, Message message) throws SQLException {
    OutboundModel model = models.get(index);
    assertThat(message.state()).isEqualTo(model.state());
    assertThat(message.attempts()).isEqualTo(model.attempts());
    assertThat(openAttempts(tx, message.id())).isEqualTo(model.open() ? 1 : 0);
    if (message.attempts() > 0) {
      assertThat(message.mic()).as("nothing leaves before it is kept (I1)").isPresent();
    }
  }

  private static long openAttempts(Transaction tx, String id) throws SQLException {
    return tx.list(row -> 1, "SELECT 1 FROM attempt WHERE id = ? AND ended IS NULL", id).size();
  }
}
