package ca.portage.ledger;

import ca.portage.ledger.Step.Action;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Messages of one channel both ways, each in the ledger and in its model, to which the same things
 * happen.
 */
final class World {
  /** As many sequences of events as a world has messages. */
  static final int MESSAGES = 20;

  private static final int OUTBOUND = 12;
  private static final int STEPS = 200;

  /** What a client may do wrong; the invariants have to see each of them. */
  enum Flaw {
    NONE,
    /** The gateway is asked before the row of the poll is there. */
    ASKS_FIRST,
    /** The ledger says that an answer is stored before its bytes are. */
    RECORDS_FIRST,
    /** A file goes into the inbox before its signature is verified. */
    PUBLISHES_FIRST,
    /** A file that is under way into the inbox is written and moved a second time. */
    PUBLISHES_AGAIN,
    /** After a restart nobody asks what became of open polls. */
    FORGETS_POLLS
  }

  private final String channel;
  private final Flaw flaw;
  private final OutboundWorld out;
  private final InboundWorld in;

  World(Transaction tx, String channel, Flaw flaw) throws SQLException {
    this.channel = channel;
    this.flaw = flaw;
    this.out = new OutboundWorld(tx, channel, OUTBOUND);
    this.in = new InboundWorld(channel, MESSAGES - OUTBOUND, flaw);
  }

  /** What happens in one world: each number is a message, what happens to it, and a chance. */
  static Arbitrary<List<Integer>> happenings() {
    return Arbitraries.integers().between(0, 999_999).withoutEdgeCases().list().ofSize(STEPS);
  }

  /** Lets all of it happen; true if the process ended in between. */
  boolean play(Transaction tx, List<Integer> happenings) throws SQLException {
    boolean crashed = false;
    for (int happening : happenings) {
      crashed |= step(tx, happening);
    }
    return crashed;
  }

  /** Lets one of the messages, or all by a crash, go a step further, and compares. */
  private boolean step(Transaction tx, int happening) throws SQLException {
    int message = happening % MESSAGES;
    int choice = happening / MESSAGES;
    boolean outbound = message < OUTBOUND;
    List<Step> steps = outbound ? Step.OUT : Step.IN;
    Step step = steps.get(choice % steps.size());
    int chance = choice / steps.size();
    if (step.action() == Action.CRASH) {
      crash(tx, chance);
      return true;
    }
    if (outbound) {
      out.step(tx, message, step);
    } else {
      in.step(tx, message - OUTBOUND, step, chance);
    }
    return false;
  }

  /** As the service does it at its start: first what lies in the spool, then what is open. */
  private void crash(Transaction tx, int chance) throws SQLException {
    in.salvage(tx, chance);
    Sending.recover(tx, channel, tx.now());
    if (flaw != Flaw.FORGETS_POLLS) {
      Downloads.recover(tx, channel);
    }
    out.crash();
    in.crash(tx);
  }

  /** Compares every message, also those to which nothing happened by name. */
  void check(Transaction tx) throws SQLException {
    out.check(tx);
    in.check(tx);
  }
}
