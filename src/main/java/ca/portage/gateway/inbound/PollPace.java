package ca.portage.gateway.inbound;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Slows polling down while the gateway refuses it or answers with something that is not its own.
 */
final class PollPace {
  private final List<Duration> steps;
  private final LongSupplier nanoTime;
  private int refusals;
  private long notBeforeNanos;

  PollPace(List<Duration> steps, LongSupplier nanoTime) {
    this.steps = steps;
    this.nanoTime = nanoTime;
  }

  synchronized boolean mayPoll() {
    return refusals == 0 || nanoTime.getAsLong() - notBeforeNanos >= 0;
  }

  synchronized void answered() {
    refusals = 0;
  }

  synchronized void refused() {
    Duration wait = steps.get(Math.min(refusals, steps.size() - 1));
    refusals++;
    notBeforeNanos = nanoTime.getAsLong() + wait.toNanos();
  }
}
