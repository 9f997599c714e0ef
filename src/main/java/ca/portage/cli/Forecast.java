package ca.portage.cli;

import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a command will do to a message, said before it is done; empty where the message's state does
 * not allow it. The ledger decides; a test holds that the two agree.
 */
final class Forecast {
  private static final Set<State> HELD = EnumSet.of(State.HELD, State.DUPLICATE_HELD);
  private static final Set<State> RESENDABLE =
      EnumSet.of(
          State.AMBIGUOUS, State.ACCEPTED, State.SENT, State.OVERDUE, State.HELD, State.FAILED);
  private static final Set<State> RECEIPT_RESENDABLE =
      EnumSet.of(State.AMBIGUOUS, State.HELD, State.FAILED);
  private static final Set<State> RESUBMITTABLE =
      EnumSet.of(
          State.FAILED,
          State.OVERDUE,
          State.PEER_ERROR,
          State.INTEGRITY_ALERT,
          State.DONE,
          State.ANSWERED);

  private Forecast() {}

  static Optional<String> release(Message message) {
    if (!HELD.contains(message.state())) {
      return Optional.empty();
    }
    if (message.direction() == Direction.IN) {
      return Optional.of(
          "it is opened again at once; if it verifies it goes to the inbox, if the cause is still"
              + " there it is held again");
    }
    if (message.messageId().isPresent()) {
      return Optional.of(sameBytes(message) + caution(message));
    }
    return Optional.of(
        message.state() == State.DUPLICATE_HELD
            ? "the file is signed, encrypted and sent under a Message-ID of its own, though it has"
                + " the "
                + message.reason().orElse("same content as an earlier message")
            : "the file is signed, encrypted and sent");
  }

  static Optional<String> discard(Message message) {
    if (!HELD.contains(message.state())) {
      return Optional.empty();
    }
    if (message.direction() == Direction.IN) {
      return Optional.of(
          "it becomes REJECTED: never delivered, and no receipt is sent for it. Its bytes stay in the"
              + " spool");
    }
    return Optional.of(
        "it becomes FAILED: nothing more of it is sent. Its bytes stay in the spool"
            + (message.attempts() == 0
                ? ""
                : ". " + attempts(message) + ", so the gateway may have it all the same"));
  }

  static Optional<String> resend(Message message) {
    Set<State> states = message.kind() == Kind.RECEIPT ? RECEIPT_RESENDABLE : RESENDABLE;
    return message.direction() == Direction.OUT
            && message.messageId().isPresent()
            && states.contains(message.state())
        ? Optional.of(sameBytes(message) + caution(message))
        : Optional.empty();
  }

  static Optional<String> resubmit(Message message) {
    return message.direction() == Direction.OUT
            && message.kind() == Kind.INTERCHANGE
            && RESUBMITTABLE.contains(message.state())
        ? Optional.of(
            "the file is signed, encrypted and sent once more as a new message under a new"
                + " Message-ID; to customs it is another message, and this one stays "
                + message.state()
                + caution(message))
        : Optional.empty();
  }

  private static String sameBytes(Message message) {
    return "the same bytes are sent again at once under the same Message-ID "
        + message.messageId().orElseThrow();
  }

  private static String caution(Message message) {
    return switch (message.state()) {
      case ACCEPTED, SENT, OVERDUE ->
          ". The gateway said that it has it: ask the help desk first whether it wants it again";
      case AMBIGUOUS -> ". It may have arrived; its receipt may still come";
      case DONE, ANSWERED -> ". It is proved that customs has it: they will have it twice";
      default ->
          message.attempts() == 0
              ? ""
              : ". " + attempts(message) + "; ask the help desk whether one arrived";
    };
  }

  private static String attempts(Message message) {
    return message.attempts() == 1
        ? "It was sent once before"
        : "It was sent " + message.attempts() + " times before";
  }
}
