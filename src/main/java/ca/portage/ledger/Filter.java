package ca.portage.ledger;

import java.util.Optional;

/** Which messages to list, newest first, at most {@code limit}; what is empty matches all. */
public record Filter(
    Optional<String> channel,
    Optional<State> state,
    Optional<Direction> direction,
    Optional<Kind> kind,
    int limit) {

  /** The newest messages of every channel. */
  public static Filter newest(int limit) {
    return new Filter(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
  }
}
