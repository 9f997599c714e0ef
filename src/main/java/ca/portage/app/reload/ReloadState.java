package ca.portage.app.reload;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * How the service stands to the files of its home.
 *
 * @param at when that was found
 * @param order the id of the last order it answered; empty if there was none
 * @param outcome of the last change of files or order
 * @param text for an admin: what was taken into use, or what is wrong
 * @param editedRoutes route files that were edited and wait for {@code portage routes apply}
 */
public record ReloadState(
    Instant at, String order, Outcome outcome, String text, List<String> editedRoutes) {
  static final String IN_PART = "in part: ";

  /** What came of it. */
  public enum Outcome {
    /** They are being taken into use; what a channel has in hand is finished first. */
    WORKING,
    /** The files are in use. */
    LOADED,
    /** They say what is in use already. */
    UNCHANGED,
    /** They cannot be used, or in part only; the text says what runs. */
    REFUSED
  }

  /** Copies the list. */
  public ReloadState {
    Objects.requireNonNull(at);
    Objects.requireNonNull(order);
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(text);
    editedRoutes = List.copyOf(editedRoutes);
  }

  /** Of files that are not in use, what runs instead; for a person. */
  public String instead() {
    return text.startsWith(IN_PART) ? "some are and others are not" : "what ran before runs on";
  }
}
