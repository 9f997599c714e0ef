package ca.portage.ledger;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an admin is told of a change of state. The alert is part of the change's own commit, so that
 * no crash keeps the one and loses the other; a step that is done again after a crash changes
 * nothing and tells nothing.
 *
 * @param channel name of the channel
 * @param about the message the alert is filed under; empty for the one that changes
 * @param text what to say of a change, or nothing
 */
public record Notice(
    String channel, Optional<String> about, Function<Event, Optional<String>> text) {

  /** Says {@code text} when the message or download {@code id} changes its state. */
  public static Notice of(String channel, String id, String text) {
    return when(
        channel, change -> change.messageId().equals(id) ? Optional.of(text) : Optional.empty());
  }

  /** Says what {@code text} makes of each change of a state. */
  public static Notice when(String channel, Function<Event, Optional<String>> text) {
    return new Notice(channel, Optional.empty(), text);
  }

  /** The same words, filed under another message than the one that changes. */
  public Notice about(String id) {
    return new Notice(channel, Optional.of(id), text);
  }

  void tell(Transaction transaction, Event change) throws SQLException {
    Optional<String> said =
        change.from().equals(change.to()) ? Optional.empty() : text.apply(change);
    if (said.isPresent()) {
      transaction.alert(channel, about.or(() -> Optional.of(change.messageId())), said.get());
    }
  }
}
