package ca.portage.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that happens to one message, or to the process.
 *
 * @param action what
 * @param outcome how an attempt ended, where one ends
 * @param verdict what a receipt proved, where one came
 */
record Step(Action action, Outcome outcome, State verdict) {
  /** What may happen. */
  enum Action {
    PACK,
    ATTEMPT,
    CONCLUDE,
    SETTLE,
    OVERDUE,
    HOLD,
    GIVE_UP,
    RELEASE,
    DISCARD,
    RESEND,
    NEXT,
    POLL,
    ASK,
    ARRIVE,
    KEEP,
    STORE,
    EMPTY,
    FAIL,
    LOSE,
    SPLIT,
    UNPACK,
    VERIFY,
    WRITE,
    DELIVERING,
    PUBLISH,
    DELIVERED,
    REJECT,
    RECEIPT_ATTEMPT,
    RECEIPT_CONCLUDE,
    RECEIPT_RESEND,
    CRASH;

    /** Whether it happens to a poll and not to one of its parts. */
    boolean ofPoll() {
      return compareTo(POLL) >= 0 && compareTo(UNPACK) <= 0;
    }
  }

  private static final List<Outcome> OUTCOMES =
      List.of(
          Outcome.ACCEPTED,
          Outcome.ACCEPTED,
          Outcome.NOT_SENT,
          Outcome.TRANSIENT,
          Outcome.REJECTED,
          Outcome.AMBIGUOUS,
          Outcome.HELD);

  /** The common steps more than once, so that messages get far. */
  static final List<Step> OUT = out();

  static final List<Step> IN = in();

  private static List<Step> out() {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      steps.add(of(Action.PACK));
      steps.add(of(Action.ATTEMPT));
    }
    for (Outcome outcome : OUTCOMES) {
      steps.add(new Step(Action.CONCLUDE, outcome, null));
    }
    for (State verdict : List.of(State.DONE, State.DONE, State.PEER_ERROR, State.INTEGRITY_ALERT)) {
      steps.add(new Step(Action.SETTLE, null, verdict));
    }
    for (Action action :
        List.of(
            Action.OVERDUE,
            Action.HOLD,
            Action.GIVE_UP,
            Action.RELEASE,
            Action.RELEASE,
            Action.DISCARD,
            Action.RESEND,
            Action.CRASH)) {
      steps.add(of(action));
    }
    return List.copyOf(steps);
  }

  private static List<Step> in() {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      steps.add(of(Action.NEXT));
    }
    for (int i = 0; i < 2; i++) {
      steps.add(of(Action.VERIFY));
      steps.add(of(Action.DELIVERING));
      steps.add(of(Action.DELIVERED));
      steps.add(of(Action.RECEIPT_ATTEMPT));
    }
    for (Outcome outcome : OUTCOMES) {
      steps.add(new Step(Action.RECEIPT_CONCLUDE, outcome, null));
    }
    for (Action action :
        List.of(
            Action.POLL,
            Action.ASK,
            Action.ARRIVE,
            Action.KEEP,
            Action.STORE,
            Action.EMPTY,
            Action.FAIL,
            Action.LOSE,
            Action.SPLIT,
            Action.UNPACK,
            Action.WRITE,
            Action.PUBLISH,
            Action.REJECT,
            Action.HOLD,
            Action.RELEASE,
            Action.RECEIPT_RESEND,
            Action.CRASH)) {
      steps.add(of(action));
    }
    return List.copyOf(steps);
  }

  static Step of(Action action) {
    return new Step(action, null, null);
  }

  /** How an attempt ended, for the ledger. */
  Conclusion conclusion() {
    return new Conclusion(outcome, Optional.empty(), "", Optional.empty());
  }
}
