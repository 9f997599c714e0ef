package ca.portage.hostile;

import ca.portage.ledger.State;
import java.util.List;
import java.util.Optional;

/**
 * What must have become of one message of ours, or what we must have told of one of theirs.
 *
 * @param name its id on the wire, or the name of the file that was dropped
 * @param state where it must be, if it is ours
 * @param alerts a pattern for each alert about it, in their order
 * @param disposition what its sender must have been told, if it is theirs; empty for nothing
 * @param times how often the sender was told, each time with the same bytes
 */
record Sent(
    String name,
    Optional<State> state,
    List<String> alerts,
    Optional<String> disposition,
    int times) {
  private static final String AUTOMATIC = "automatic-action/MDN-sent-automatically; ";

  /** A message of ours is in this state, and these are the alerts about it. */
  static Sent is(String name, State state, String... alerts) {
    return new Sent(name, Optional.of(state), List.of(alerts), Optional.empty(), 0);
  }

  /** The receipt that we return for a message says this, and it is returned once. */
  static Sent told(String messageId, String disposition) {
    return new Sent(
        messageId, Optional.empty(), List.of(), Optional.of(AUTOMATIC + disposition), 1);
  }

  /** We return no receipt for a message. */
  static Sent nothingTold(String messageId) {
    return new Sent(messageId, Optional.empty(), List.of(), Optional.of(""), 0);
  }

  Sent times(int count) {
    return new Sent(name, state, alerts, disposition, count);
  }
}
