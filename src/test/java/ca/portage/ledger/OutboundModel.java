package ca.portage.ledger;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What reliability §2.1 says of a message on its way out, written down a second time and without
 * the ledger's table: the state after each step, or that the step is refused.
 */
final class OutboundModel {
  private static final Set<State> ENDS =
      EnumSet.of(State.DONE, State.PEER_ERROR, State.INTEGRITY_ALERT, State.FAILED);
  private static final Set<Outcome> CERTAIN =
      EnumSet.of(Outcome.NOT_SENT, Outcome.TRANSIENT, Outcome.REJECTED);

  private State state = State.CLAIMED;
  private boolean packed;
  private int attempts;
  private boolean open;
  private boolean uncertain;

  State state() {
    return state;
  }

  int attempts() {
    return attempts;
  }

  boolean open() {
    return open;
  }

  boolean packed() {
    return packed;
  }

  /** True if the step is allowed; the state is then what it leads to. */
  boolean step(Step step) {
    Optional<State> next =
        switch (step.action()) {
          case PACK -> pack();
          case ATTEMPT -> attempt();
          case CONCLUDE -> conclude(step.outcome());
          case SETTLE -> settle(step.verdict());
          case OVERDUE -> overdue();
          case HOLD -> fail(State.HELD);
          case GIVE_UP -> fail(State.FAILED);
          case RELEASE -> when(State.HELD, packed ? State.PACKAGED : State.CLAIMED);
          case DISCARD -> when(State.HELD, State.FAILED);
          case RESEND -> resend();
          default -> throw new IllegalArgumentException(step.toString());
        };
    next.ifPresent(s -> state = s);
    return next.isPresent();
  }

  /** The process ends and starts again. */
  void crash() {
    if (state == State.SENDING) {
      state = State.AMBIGUOUS;
    }
    uncertain |= open;
    open = false;
  }

  private Optional<State> pack() {
    if (state == State.PACKAGED) {
      return Optional.of(state);
    }
    packed |= state == State.CLAIMED;
    return when(State.CLAIMED, State.PACKAGED);
  }

  private Optional<State> attempt() {
    if (state != State.PACKAGED && state != State.AMBIGUOUS) {
      return Optional.empty();
    }
    attempts++;
    open = true;
    return Optional.of(State.SENDING);
  }

  private Optional<State> conclude(Outcome outcome) {
    if (state != State.SENDING && !ENDS.contains(state)) {
      return Optional.empty();
    }
    boolean before = uncertain;
    uncertain |= open && !CERTAIN.contains(outcome);
    open = false;
    if (ENDS.contains(state)) {
      return Optional.of(state);
    }
    return Optional.of(
        switch (outcome) {
          case ACCEPTED -> State.ACCEPTED;
          case NOT_SENT, TRANSIENT -> State.PACKAGED;
          case REJECTED -> before ? State.HELD : State.FAILED;
          case AMBIGUOUS -> State.AMBIGUOUS;
          case HELD -> State.HELD;
          case SENT -> throw new IllegalArgumentException("mail only");
        });
  }

  private Optional<State> settle(State verdict) {
    if (ENDS.contains(state)) {
      return Optional.of(state);
    }
    return attempts == 0 ? Optional.empty() : Optional.of(verdict);
  }

  private Optional<State> overdue() {
    if (state == State.OVERDUE || ENDS.contains(state)) {
      return Optional.of(state);
    }
    return when(State.ACCEPTED, State.OVERDUE);
  }

  private Optional<State> fail(State end) {
    if (ENDS.contains(state)) {
      return Optional.of(state);
    }
    boolean allowed =
        switch (state) {
          case CLAIMED, PACKAGED -> true;
          case AMBIGUOUS -> end == State.HELD;
          case HELD -> end == State.FAILED;
          default -> false;
        };
    return allowed ? Optional.of(end) : Optional.empty();
  }

  private Optional<State> resend() {
    boolean allowed =
        packed
            && EnumSet.of(State.AMBIGUOUS, State.ACCEPTED, State.OVERDUE, State.HELD, State.FAILED)
                .contains(state);
    return allowed ? Optional.of(State.PACKAGED) : Optional.empty();
  }

  private Optional<State> when(State from, State to) {
    return state == from ? Optional.of(to) : Optional.empty();
  }
}
