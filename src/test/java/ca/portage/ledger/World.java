package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.Step.Action;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Messages of one channel, each in the ledger and in its model, to which the same things happen.
 */
final class World {
  static final int OUTBOUND = 12;
  static final int INBOUND = 8;

  private final Transaction tx;
  private final String channel;
  private final List<OutboundModel> out = new ArrayList<>();
  private final List<InboundModel> in = new ArrayList<>();

  World(Transaction tx, String channel) throws SQLException {
    this.tx = tx;
    this.channel = channel;
    for (int i = 0; i < OUTBOUND; i++) {
      String id = outId(i);
      Claiming.claim(
          tx, new NewClaim(id, channel, id, "sha-" + id, 1, Optional.empty(), Duration.ofDays(30)));
      out.add(new OutboundModel());
    }
    String download = channel + "-D";
    Downloads.open(tx, download, channel, "<" + download + "@x>");
    Downloads.stored(tx, download, 1, "sha", true);
    for (int i = 0; i < INBOUND; i++) {
      Inbound.part(tx, new Inbound.NewPart(download, i, channel, inId(i), 1, Optional.empty()));
      in.add(new InboundModel("<" + channel + "-" + i % 3 + "@gateway>", "MIC" + i % 2));
    }
  }

  private String outId(int index) {
    return channel + "-O" + index;
  }

  private String inId(int index) {
    return channel + "-I" + index;
  }

  private String receiptId(int index) {
    return inId(index) + "R";
  }

  /** Lets one of the messages, or all by a crash, go a step further, and compares. */
  void step(int message, int choice) throws SQLException {
    boolean outbound = message < OUTBOUND;
    List<Step> steps = outbound ? Step.OUT : Step.IN;
    Step step = steps.get(choice % steps.size());
    if (step.action() == Action.CRASH) {
      crash();
    } else if (outbound) {
      out(message, step);
    } else {
      in(message - OUTBOUND, step);
    }
  }

  private void crash() throws SQLException {
    Sending.recover(tx, channel, tx.now());
    out.forEach(OutboundModel::crash);
    in.forEach(InboundModel::crash);
  }

  private void out(int index, Step step) throws SQLException {
    Message before = tx.message(outId(index));
    boolean expected = out.get(index).step(step);
    assertThat(attempt(() -> apply(outId(index), step)))
        .as(step + " of a message that is " + before.state())
        .isEqualTo(expected);
    Message after = tx.message(outId(index));
    if (before.state().terminal() && step.action() != Action.RESEND) {
      assertThat(after.state()).as("an end absorbs (I6)").isEqualTo(before.state());
    }
    if (before.messageId().isPresent()) {
      assertThat(after.messageId()).as("one id for ever (I7)").isEqualTo(before.messageId());
    }
    checkOut(index);
  }

  private void apply(String id, Step step) throws SQLException {
    switch (step.action()) {
      case PACK ->
          Outbound.packaged(tx, id, "<" + id + "@x>", "MIC", new Wire("wire", 1), tx.now());
      case ATTEMPT -> Sending.attempt(tx, id);
      case CONCLUDE -> Sending.conclude(tx, id, conclusion(step));
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

  private void in(int index, Step step) throws SQLException {
    InboundModel model = in.get(index);
    boolean receipt = step.action().name().startsWith("RECEIPT");
    if (receipt && model.receipt().isEmpty()) {
      return;
    }
    boolean expected = model.step(step, in);
    assertThat(attempt(() -> applyIn(index, step))).as(step.toString()).isEqualTo(expected);
    for (int i = 0; i < INBOUND; i++) {
      if (in.get(i).messageId().equals(model.messageId())) {
        checkIn(i);
      }
    }
  }

  private void applyIn(int index, Step step) throws SQLException {
    String id = inId(index);
    InboundModel model = in.get(index);
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
      case RECEIPT_CONCLUDE -> Sending.conclude(tx, receiptId(index), conclusion(step));
      case RECEIPT_RESEND -> Outbound.resend(tx, receiptId(index), tx.now());
      default -> throw new IllegalArgumentException(step.toString());
    }
  }

  private static Conclusion conclusion(Step step) {
    return new Conclusion(step.outcome(), Optional.empty(), "", Optional.empty());
  }

  private interface Doing {
    void run() throws SQLException;
  }

  /** True if it was done, false if it was refused. */
  private static boolean attempt(Doing doing) throws SQLException {
    try {
      doing.run();
      return true;
    } catch (IllegalTransitionException refused) {
      return false;
    }
  }

  /** Compares every message, also those to which nothing happened by name. */
  void check() throws SQLException {
    for (int i = 0; i < OUTBOUND; i++) {
      checkOut(i);
    }
    for (int i = 0; i < INBOUND; i++) {
      checkIn(i);
    }
  }

  private void checkOut(int index) throws SQLException {
    OutboundModel model = out.get(index);
    Message message = tx.message(outId(index));
    assertThat(message.state()).isEqualTo(model.state());
    assertThat(message.attempts()).isEqualTo(model.attempts());
    assertThat(openAttempts(message.id())).isEqualTo(model.open() ? 1 : 0);
    if (message.attempts() > 0) {
      assertThat(message.mic()).as("nothing leaves before it is kept (I1)").isPresent();
    }
  }

  private void checkIn(int index) throws SQLException {
    InboundModel model = in.get(index);
    assertThat(tx.message(inId(index)).state()).as(inId(index)).isEqualTo(model.state());
    // A delivery and its receipt are one commit (I5).
    assertThat(tx.find(receiptId(index)).map(Message::state)).isEqualTo(model.receipt());
  }

  private long openAttempts(String id) throws SQLException {
    return tx.list(row -> 1, "SELECT 1 FROM attempt WHERE id = ? AND ended IS NULL", id).size();
  }
}
