package ca.portage.cli;

import ca.portage.ledger.Event;
import ca.portage.ledger.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An interchange of the demo and the states it has passed.
 *
 * @param events oldest first, as the ledger wrote them
 */
record Journey(Message message, List<Event> events) {
  Journey {
    events = List.copyOf(events);
  }

  String file() {
    return MessageView.file(message).orElse("reply " + message.id());
  }

  /** The states in their order, the present one last. */
  List<String> states() {
    List<String> states = new ArrayList<>();
    for (Event event : events) {
      pass(states, event.to());
    }
    pass(states, message.state().name());
    return states;
  }

  private static void pass(List<String> states, String state) {
    if (states.isEmpty() || !states.get(states.size() - 1).equals(state)) {
      states.add(state);
    }
  }

  String way() {
    return String.join(" > ", states());
  }

  /** From the first entry of the ledger to the last. */
  Duration travelled() {
    return Duration.between(message.created(), message.updated());
  }
}
