package ca.portage.config;

import ca.portage.config.yaml.Block;
import ca.portage.config.yaml.Form;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Reads the clocks of a profile: retries, patience with receipts, the limits of one request. */
final class ScheduleReader {
  private static final Form<Duration> LENGTH = Form.duration(Duration.ofMillis(1));
  private static final List<Duration> BACKOFF =
      Stream.of(1, 5, 10, 20, 40).map(Duration::ofMinutes).toList();

  private ScheduleReader() {}

  static Schedule schedule(Block block) {
    List<Duration> backoff = block.optionalList("backoff", LENGTH, BACKOFF);
    Duration cap = block.optional("retryAfterCap", LENGTH, Duration.ofHours(1));
    Duration ambiguous = block.optional("ambiguousWindow", LENGTH, Duration.ofMinutes(15));
    Integer attempts = block.optional("maxAttempts", Form.number(1, 1000), 8);
    Duration giveUp = block.optional("giveUp", LENGTH, Duration.ofHours(24));
    Duration warn = block.optional("receiptWarn", LENGTH, Duration.ofMinutes(30));
    Duration overdue = block.optional("receiptOverdue", LENGTH, Duration.ofHours(4));
    Duration hold = block.optional("holdMax", LENGTH, Duration.ofHours(24));
    Duration duplicate = block.optional("duplicateWindow", LENGTH, Duration.ofDays(30));
    block.finish();
    if (warn != null && overdue != null && warn.compareTo(overdue) >= 0) {
      block.error("receiptWarn", "must be shorter than 'receiptOverdue'");
    }
    return block.whole(
        () ->
            new Schedule(
                backoff, cap, ambiguous, attempts, giveUp, warn, overdue, hold, duplicate));
  }

  static Timeouts timeouts(Block block) {
    Duration connect = block.optional("connect", LENGTH, Duration.ofSeconds(10));
    Duration verdict = block.optional("verdict", LENGTH, Duration.ofSeconds(2));
    Duration response = block.optional("response", LENGTH, Duration.ofSeconds(120));
    Duration total = block.optional("total", LENGTH, Duration.ofMinutes(15));
    block.finish();
    if (total != null && response != null && total.compareTo(response) < 0) {
      block.error("total", "must not be shorter than 'response'");
    }
    return block.whole(() -> new Timeouts(connect, verdict, response, total));
  }
}
