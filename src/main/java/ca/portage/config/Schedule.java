package ca.portage.config;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * When a message is tried again and when somebody is told.
 *
 * @param backoff waits before the second, third, ... attempt; the last one repeats
 * @param retryAfterCap the longest Retry-After of the gateway that is honoured
 * @param ambiguousWindow how long a receipt is awaited before an ambiguous message goes again
 * @param maxAttempts attempts before the message is held
 * @param giveUp age at which a message that was never accepted is held
 * @param receiptWarn silence after acceptance that is worth a warning
 * @param receiptOverdue silence after acceptance that is an alert
 * @param holdMax how long a part that may be for a key we lack, or come too early or too late for
 *     its signer's certificate, is kept and tried again before it is rejected (reliability P5)
 * @param duplicateWindow how long an identical file or reference counts as a duplicate
 */
public record Schedule(
    List<Duration> backoff,
    Duration retryAfterCap,
    Duration ambiguousWindow,
    int maxAttempts,
    Duration giveUp,
    Duration receiptWarn,
    Duration receiptOverdue,
    Duration holdMax,
    Duration duplicateWindow) {
  /** Copies the list; refuses an empty one. */
  public Schedule {
    backoff = List.copyOf(backoff);
    if (backoff.isEmpty()) {
      throw new IllegalArgumentException("a schedule needs at least one backoff");
    }
    Objects.requireNonNull(retryAfterCap);
    Objects.requireNonNull(ambiguousWindow);
    Objects.requireNonNull(giveUp);
    Objects.requireNonNull(receiptWarn);
    Objects.requireNonNull(receiptOverdue);
    Objects.requireNonNull(holdMax);
    Objects.requireNonNull(duplicateWindow);
  }

  /** The wait after a failed attempt, counted from 1; the last backoff repeats for ever. */
  public Duration after(int attempt) {
    return backoff.get(Math.min(Math.max(attempt, 1), backoff.size()) - 1);
  }
}
