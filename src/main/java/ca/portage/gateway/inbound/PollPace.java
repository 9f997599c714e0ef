package ca.portage.gateway.inbound;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Slows polling down while the gateway refuses it or answers with something that is not its own.
 */
final class PollPace {
  private final List<Duration> steps;
  private final LongSupplier nanoTime;

  /** When an outage is told: early, and when the backup method comes into question (CIG A-06). */
  private static final List<Duration> OUTAGES =
      List.of(Duration.ofMinutes(30), Duration.ofHours(4));

  private boolean silent;
  private long silentSinceNanos;
  private int told;
  private boolean lossTold;
  private int refusals;
  private long notBeforeNanos;

  PollPace(List<Duration> steps, LongSupplier nanoTime) {
    this.steps = steps;
    this.nanoTime = nanoTime;
  }

  /**
   * Notes a poll that got no answer.
   *
   * @return how long there has been none, if that is news: after half an hour and after four
   */
  synchronized Optional<Duration> unanswered() {
    long now = nanoTime.getAsLong();
    if (!silent) {
      silent = true;
      silentSinceNanos = now;
      told = 0;
    }
    Duration silence = Duration.ofNanos(now - silentSinceNanos);
    if (told < OUTAGES.size() && silence.compareTo(OUTAGES.get(told)) >= 0) {
      told++;
      return Optional.of(silence);
    }
    return Optional.empty();
  }

  /** Whether a lost answer is news: it is told once until the next answer. */
  synchronized boolean lossIsNews() {
    boolean news = !lossTold;
    lossTold = true;
    return news;
  }

  synchronized boolean mayPoll() {
    return refusals == 0 || nanoTime.getAsLong() - notBeforeNanos >= 0;
  }

  synchronized void answered() {
    refusals = 0;
    silent = false;
    lossTold = false;
  }

  synchronized void refused() {
    Duration wait = steps.get(Math.min(refusals, steps.size() - 1));
    refusals++;
    notBeforeNanos = nanoTime.getAsLong() + wait.toNanos();
  }
}
