package ca.portage.cli;

import ca.portage.ledger.Direction;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.Order;
import ca.portage.ledger.State;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The interchanges of a channel that are packed and that the gateway has not taken. */
final class PackedMessages {
  private static final int MANY = 100_000;

  private PackedMessages() {}

  static List<Message> of(Ledger ledger, String channel) {
    return ledger.messages(
        new Filter(
            Optional.of(channel),
            Optional.of(State.PACKAGED),
            Optional.of(Direction.OUT),
            Optional.of(Kind.INTERCHANGE),
            MANY));
  }

  /** Holds them, each by an order of its own; gives how many there were. */
  static int hold(Ledger ledger, String channel, Function<String, Order> order, String reason) {
    List<Message> packed = of(ledger, channel);
    for (Message message : packed) {
      ledger.by(order.apply(message.id())).fail(message.id(), State.HELD, reason);
    }
    return packed.size();
  }
}
