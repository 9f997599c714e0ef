package ca.portage.watch;

import ca.portage.pki.Lifetime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the end of a lifetime means today.
 *
 * @param lifetime what ends
 * @param succeeded whether another goes on where it ends, so that nobody need do anything
 * @param warning the smallest number of days of {@link #DAYS} it is within, 0 once it has ended;
 *     empty while it is further off, or when it is succeeded
 */
public record Expiring(Lifetime lifetime, boolean succeeded, Optional<Integer> warning) {
  /** How many days before the end it is told; a renewal takes weeks of paperwork. */
  public static final List<Integer> DAYS = List.of(60, 30, 14, 7, 3, 1);

  /** With so few days left, renewing has waited too long. */
  private static final int URGENT = 7;

  /** What everything that a channel relies on means at {@code now}, the next to end first. */
  public static List<Expiring> of(List<Lifetime> all, Instant now) {
    return all.stream()
        .distinct()
        .sorted((a, b) -> a.until().compareTo(b.until()))
        .map(each -> of(each, all, now))
        .toList();
  }

  private static Expiring of(Lifetime lifetime, List<Lifetime> all, Instant now) {
    boolean succeeded = all.stream().anyMatch(other -> other.succeeds(lifetime, now));
    return new Expiring(lifetime, succeeded, succeeded ? Optional.empty() : warning(lifetime, now));
  }

  private static Optional<Integer> warning(Lifetime lifetime, Instant now) {
    if (now.isAfter(lifetime.until())) {
      return Optional.of(0);
    }
    return counting(lifetime).stream()
        .filter(days -> !now.isBefore(before(lifetime, days)))
        .reduce((wider, narrower) -> narrower);
  }

  /**
   * Only less than half of the whole life counts: a list that is good for a week would otherwise be
   * told of on the day it comes.
   */
  private static List<Integer> counting(Lifetime lifetime) {
    return DAYS.stream()
        .filter(days -> before(lifetime, 2 * days).isAfter(lifetime.from()))
        .toList();
  }

  private static Instant before(Lifetime lifetime, int days) {
    return lifetime.until().equals(Instant.MAX)
        ? Instant.MAX
        : lifetime.until().minus(Duration.ofDays(days));
  }

  /** Days left, the last one begun counting whole; 0 once it has ended. */
  public long daysLeft(Instant now) {
    long seconds = Math.max(0, Duration.between(now, lifetime.until()).toSeconds());
    return (seconds + Duration.ofDays(1).toSeconds() - 1) / Duration.ofDays(1).toSeconds();
  }

  /** As an item of health: due for renewal since the first warning, late in its last week. */
  public Optional<Oldest> due() {
    if (warning.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> days = counting(lifetime);
    Instant since = days.isEmpty() ? lifetime.until() : before(lifetime, days.get(0));
    Instant late =
        days.stream()
            .filter(d -> d <= URGENT)
            .findFirst()
            .map(d -> before(lifetime, d))
            .orElse(lifetime.until());
    return Optional.of(
        new Oldest(Stage.RENEWAL, lifetime.role().words(), since, Duration.between(since, late)));
  }
}
