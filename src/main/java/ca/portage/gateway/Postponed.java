package ca.portage.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Claimed messages whose packing failed for a reason that may pass, such as a full disk, and that
 * wait before the next try. Kept in memory only: after a restart each is tried at once.
 */
public final class Postponed {
  private final LongSupplier nanoTime;
  private final Map<String, Long> until = new ConcurrentHashMap<>();

  /** Counts by a monotonic clock. */
  public Postponed(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Makes a message wait. */
  public void postpone(String id, Duration wait) {
    until.put(id, nanoTime.getAsLong() + wait.toNanos());
  }

  /** Whether it still waits. */
  public boolean waits(String id) {
    long now = nanoTime.getAsLong();
    until.values().removeIf(end -> end - now <= 0);
    return until.containsKey(id);
  }
}
