package ca.portage.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as people read them: in UTC, and as an age. */
final class Ages {
  private Ages() {}

  /** To the second, in UTC. */
  static String instant(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** {@code 12 s}, {@code 3 min}, {@code 5 h}, {@code 2 d}; never negative. */
  static String of(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
  }

  /** {@code 12 s ago}, or {@code in 3 min}. */
  static String fromNow(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    return age.isNegative() ? "in " + of(age.negated()) : of(age) + " ago";
  }
}
