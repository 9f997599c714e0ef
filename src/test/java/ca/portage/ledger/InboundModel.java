package ca.portage.ledger;

import ca.portage.ledger.Step.Action;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What reliability §2.2 says of a message that came in and of its receipt, written down a second
 * time and without the ledger's table.
 */
final class InboundModel {
  private static final Set<State> ENDS =
      EnumSet.of(State.CLOSED, State.REJECTED, State.DUPLICATE, State.CONFLICT);
  private static final Set<State> KEPT =
      EnumSet.of(State.VERIFIED, State.DELIVERING, State.DELIVERED, State.CLOSED);
  private static final Set<State> UNDER_WAY =
      EnumSet.of(State.PACKAGED, State.SENDING, State.AMBIGUOUS);

  private static final Set<State> WAITING =
      EnumSet.of(State.STORED, State.VERIFIED, State.DELIVERING, State.HELD);

  private final String messageId;
  private final String mic;
  private boolean exists;
  private State state = State.STORED;
  private Optional<State> receipt = Optional.empty();
  private boolean open;
  private boolean uncertain;

  InboundModel(String messageId, String mic) {
    this.messageId = messageId;
    this.mic = mic;
  }

  /** Whether its download was taken apart. */
  boolean exists() {
    return exists;
  }

  void appear() {
    exists = true;
  }

  boolean dealtWith() {
    return exists && !WAITING.contains(state);
  }

  State state() {
    return state;
  }

  /**
   * What the service would do next.
   *
   * @param fileWaits whether its temporary file lies beside the inbox
   */
  Step next(boolean fileWaits) {
    return switch (state) {
      case STORED, HELD -> Step.of(Action.VERIFY);
      case VERIFIED -> Step.of(fileWaits ? Action.DELIVERING : Action.WRITE);
      case DELIVERING -> Step.of(fileWaits ? Action.PUBLISH : Action.DELIVERED);
      case DELIVERED ->
          receipt.equals(Optional.of(State.SENDING))
              ? new Step(Action.RECEIPT_CONCLUDE, Outcome.ACCEPTED, null)
              : Step.of(Action.RECEIPT_ATTEMPT);
      default -> Step.of(Action.UNPACK);
    };
  }

  String messageId() {
    return messageId;
  }

  String mic() {
    return mic;
  }

  Optional<State> receipt() {
    return receipt;
  }

  /** True if the step is allowed; the state is then what it leads to. */
  boolean step(Step step, List<InboundModel> all) {
    return switch (step.action()) {
      case VERIFY -> verify(all);
      case DELIVERING -> to(State.DELIVERING, State.VERIFIED, State.DELIVERING);
      case DELIVERED -> delivered();
      case REJECT -> judged(State.REJECTED);
      case HOLD -> judged(State.HELD);
      case RELEASE -> to(State.STORED, State.HELD);
      case RECEIPT_ATTEMPT -> attempt();
      case RECEIPT_CONCLUDE -> conclude(step.outcome());
      case RECEIPT_RESEND -> again(State.FAILED, State.HELD, State.AMBIGUOUS);
      default -> throw new IllegalArgumentException(step.toString());
    };
  }

  /** The process ends and starts again. */
  void crash() {
    if (receipt.equals(Optional.of(State.SENDING))) {
      receipt = Optional.of(State.AMBIGUOUS);
    }
    uncertain |= open;
    open = false;
  }

  private boolean verify(List<InboundModel> all) {
    if (state != State.STORED && state != State.HELD) {
      return true;
    }
    Optional<InboundModel> first =
        all.stream()
            .filter(m -> m != this && m.messageId.equals(messageId) && KEPT.contains(m.state))
            .findFirst();
    if (first.isEmpty()) {
      state = State.VERIFIED;
    } else if (first.get().mic.equals(mic)) {
      state = State.DUPLICATE;
      first.get().cameAgain();
    } else {
      state = State.CONFLICT;
    }
    return true;
  }

  /** The stored receipt goes out again, unless it is on its way. */
  private void cameAgain() {
    if (receipt.isPresent() && !UNDER_WAY.contains(receipt.get())) {
      receipt = Optional.of(State.PACKAGED);
    }
  }

  private boolean delivered() {
    if (ENDS.contains(state) || state == State.DELIVERED) {
      return true;
    }
    if (state != State.DELIVERING) {
      return false;
    }
    state = State.DELIVERED;
    receipt = Optional.of(State.PACKAGED);
    return true;
  }

  private boolean judged(State end) {
    if (ENDS.contains(state)) {
      return true;
    }
    return to(end, State.STORED, State.HELD, State.VERIFIED);
  }

  private boolean attempt() {
    if (!receipt.equals(Optional.of(State.PACKAGED))
        && !receipt.equals(Optional.of(State.AMBIGUOUS))) {
      return false;
    }
    receipt = Optional.of(State.SENDING);
    open = true;
    return true;
  }

  private boolean conclude(Outcome outcome) {
    State now = receipt.orElse(null);
    if (now == State.DONE || now == State.FAILED) {
      return true;
    }
    if (now != State.SENDING) {
      return false;
    }
    boolean before = uncertain;
    uncertain |=
        !EnumSet.of(Outcome.NOT_SENT, Outcome.TRANSIENT, Outcome.REJECTED).contains(outcome);
    open = false;
    receipt =
        Optional.of(
            switch (outcome) {
              case ACCEPTED -> State.DONE;
              case NOT_SENT, TRANSIENT -> State.PACKAGED;
              case REJECTED -> before ? State.HELD : State.FAILED;
              case AMBIGUOUS -> State.AMBIGUOUS;
              case HELD -> State.HELD;
              case SENT -> throw new IllegalArgumentException("mail only");
            });
    if (outcome == Outcome.ACCEPTED && state == State.DELIVERED) {
      state = State.CLOSED;
    }
    return true;
  }

  private boolean again(State... from) {
    boolean allowed = receipt.isPresent() && List.of(from).contains(receipt.get());
    if (allowed) {
      receipt = Optional.of(State.PACKAGED);
    }
    return allowed;
  }

  private boolean to(State next, State... from) {
    boolean allowed = List.of(from).contains(state);
    if (allowed) {
      state = next;
    }
    return allowed;
  }
}
