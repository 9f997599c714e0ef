package ca.portage.cli;

import ca.portage.ledger.Direction;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.Order;
import ca.portage.ledger.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a channel has packed, messages and receipts, and may send by itself: what was not sent yet,
 * and what is sent again because nobody knows whether it arrived.
 */
final class PackedMessages {
  private static final int MANY = 100_000;
  private static final String WHY = "it was packed with a key that was reported as compromised: ";

  private PackedMessages() {}

  private static Stream<Message> in(Ledger ledger, String channel, State state) {
    return ledger
        .messages(
            new Filter(
                Optional.of(channel),
                Optional.of(state),
                Optional.of(Direction.OUT),
                Optional.empty(),
                MANY))
        .stream();
  }

  /**
   * Holds them, each by an order of its own; gives them as they were. Nothing of the channel is in
   * hand then: a running service has exchanged it. What a service that died was sending may have
   * arrived.
   */
  static List<Message> hold(
      Ledger ledger, String channel, Function<String, Order> order, Instant now) {
    ledger.recover(channel, now);
    List<Message> packed =
        Stream.of(State.PACKAGED, State.AMBIGUOUS)
            .flatMap(state -> in(ledger, channel, state))
            .toList();
    for (Message message : packed) {
      ledger.by(order.apply(message.id())).fail(message.id(), State.HELD, WHY + whatToDo(message));
    }
    return packed;
  }

  private static String whatToDo(Message message) {
    if (message.kind() == Kind.RECEIPT) {
      return "a receipt is made once; ask the help desk whether it takes this one ('portage release')"
          + " or does without ('portage discard')";
    }
    return message.state() == State.AMBIGUOUS
        ? "it may have arrived; if the help desk says that it did not, 'portage discard' and then"
            + " 'portage resubmit' send it with the new one"
        : "'portage discard' and then 'portage resubmit' send it with the new one";
  }
}
