package ca.portage.config;

import java.time.Duration;
import java.util.Objects;

/**
 * What becomes of a certificate of which nobody can tell whether it was revoked, because the
 * revocation list is missing or out of date. One that a list names is refused in either mode.
 *
 * @param mode whether to go on
 * @param grace how long {@link Mode#HARD} goes on all the same, from the list's end or, where there
 *     never was one, from when it was first missed
 */
public record Revocation(Mode mode, Duration grace) {
  /** Whether to go on. */
  public enum Mode {
    /** Nothing is believed from, and nothing encrypted to, such a certificate. */
    HARD,
    /** It goes on; a list that is out of date is told. */
    SOFT
  }

  /** Refuses nothing but null. */
  public Revocation {
    Objects.requireNonNull(mode);
    Objects.requireNonNull(grace);
  }
}
