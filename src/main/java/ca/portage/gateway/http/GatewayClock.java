package ca.portage.gateway.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the {@code Date} of the gateway's answers (RFC 9110 §6.6.1) with our own clock: more
 * than five minutes between them are told when they begin, not at every poll (reliability §2.4).
 * Whatever is wrong here never changes what becomes of the answer.
 */
public final class GatewayClock {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayClock.class);
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** The gateway of the 2008 figures writes Ottawa's time and calls it GMT. */
  private static final ZoneId GATEWAY = ZoneId.of("America/Toronto");

  private final Clock clock;
  private final Consumer<String> alert;
  private final AtomicBoolean told = new AtomicBoolean();

  /** Compares with {@code clock} and tells {@code alert}. */
  public GatewayClock(Clock clock, Consumer<String> alert) {
    this.clock = clock;
    this.alert = alert;
  }

  void answered(Answer answer) {
    answer.header("Date").ifPresent(this::compare);
  }

  private void compare(String date) {
    Instant now = clock.instant();
    try {
      ZonedDateTime stamp = ZonedDateTime.parse(date.trim(), DateTimeFormatter.RFC_1123_DATE_TIME);
      Instant theirs = stamp.toInstant();
      Duration ahead = Duration.between(now, theirs);
      boolean agree = small(ahead) || small(Duration.between(now, local(stamp)));
      if (agree) {
        told.set(false);
      } else if (told.compareAndSet(false, true)) {
        alert.accept(text(now, theirs, ahead));
      }
    } catch (DateTimeException e) {
      LOG.debug("the gateway's Date cannot be read: {}", e.getMessage());
    } catch (RuntimeException e) {
      // The answer is worth more than this alert, which comes again with the next one.
      told.set(false);
      LOG.warn("the gateway's clock and ours differ, which could not be noted: {}", e.toString());
    }
  }

  private static boolean small(Duration difference) {
    return difference.abs().compareTo(TOLERANCE) <= 0;
  }

  private static Instant local(ZonedDateTime stamp) {
    return stamp.toLocalDateTime().atZone(GATEWAY).toInstant();
  }

  private static String text(Instant now, Instant theirs, Duration ahead) {
    return "the gateway's clock is %d minutes %s this machine's: it says %s, here it is %s. Dates of messages and the validity of certificates depend on the clock; see to the time synchronisation here"
        .formatted(
            ahead.abs().toMinutes(),
            ahead.isNegative() ? "behind" : "ahead of",
            theirs,
            now.truncatedTo(ChronoUnit.SECONDS));
  }
}
