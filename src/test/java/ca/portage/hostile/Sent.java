package ca.portage.hostile;

import ca.portage.ledger.State;
import java.util.Optional;

/**
 * What must have become of one message of ours.
 *
 * @param messageId on the wire
 * @param state where it must be
 * @param disposition what we must have been told to tell the sender, where the message is theirs
 */
record Sent(String messageId, Optional<State> state, Optional<String> disposition) {
  /** A message of ours is in this state. */
  static Sent is(String messageId, State state) {
    return new Sent(messageId, Optional.of(state), Optional.empty());
  }

  /** The receipt that we return for a message says this, and no other receipt says anything. */
  static Sent told(String messageId, String disposition) {
    return new Sent(messageId, Optional.empty(), Optional.of(disposition));
  }
}
