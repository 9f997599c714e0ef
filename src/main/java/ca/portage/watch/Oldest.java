package ca.portage.watch;

import java.time.Duration;
import java.time.Instant;

/**
 * What a stage has to deal with first.
 *
 * @param stage where it waits
 * @param item id of a message or a download, or the name of a file
 * @param since when it became due
 * @param limit how long it may wait
 */
public record Oldest(Stage stage, String item, Instant since, Duration limit) {
  /** How long it has been due; never negative, whatever the clock does. */
  public Duration age(Instant now) {
    Duration age = Duration.between(since, now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** Whether it waits longer than the stage's limit. */
  public boolean late(Instant now) {
    return age(now).compareTo(limit) > 0;
  }
}
