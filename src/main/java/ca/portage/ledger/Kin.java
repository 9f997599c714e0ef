package ca.portage.ledger;

import java.time.Instant;
import java.util.List;

/**
 * Rows that belong together, however far apart: a message and its receipt, a duplicate and its
 * first, a download and its parts.
 *
 * @param messages by id
 * @param downloads by id
 */
public record Kin(List<Message> messages, List<Download> downloads) {
  /** Copies both. */
  public Kin {
    messages = List.copyOf(messages);
    downloads = List.copyOf(downloads);
  }

  /** True if every one of them is in a terminal state and none changed since {@code before}. */
  public boolean finished(Instant before) {
    return messages.stream().allMatch(m -> m.state().terminal() && m.updated().isBefore(before))
        && downloads.stream()
            .allMatch(d -> d.state().terminal() && d.stored().orElse(d.opened()).isBefore(before));
  }

  /** The id by which these rows are counted once. */
  public String first() {
    return messages.isEmpty() ? downloads.get(0).id() : messages.get(0).id();
  }
}
