package ca.portage.care;

import ca.portage.config.Home;
import ca.portage.content.Content;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.spool.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The latest time this home has ever seen, kept in {@code spool/clock}: a clock that is behind it
 * was set back, or was wrong then (reliability §2.4, clock jump).
 */
final class ClockMark {
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** No clock of a machine that runs this code is right before that. */
  private static final Instant RELEASE = Instant.parse("2026-01-01T00:00:00Z");

  private static final String SUBJECT = "clock";
  private static final int LIMIT_BYTES = 100;

  private final Path file;
  private final String shown;
  private final Clock clock;

  ClockMark(Home home, Clock clock) {
    this.file = home.spool().resolve("clock");
    this.shown = home.show(file);
    this.clock = clock;
  }

  /** The mark; empty before the first one, or when the file was deleted to begin anew. */
  Optional<Instant> read() throws IOException {
    try {
      byte[] text = Content.of(file).toBytes(LIMIT_BYTES);
      return Optional.of(Instant.parse(new String(text, StandardCharsets.US_ASCII).strip()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (DateTimeException e) {
      throw new IOException(shown + " holds no time; delete it, it is made again", e);
    }
  }

  /** Moves the mark to the time it is now; never back. */
  void advance() throws IOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (read().filter(mark -> !now.isAfter(mark)).isEmpty()) {
      Durable.writeOver(file, Content.of(now.toString().getBytes(StandardCharsets.US_ASCII)));
    }
  }

  /** Whether the clock can be right, by the mark and by the newest message. */
  Trial trial(Optional<Ledger> ledger) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    try {
      Optional<Instant> latest =
          Stream.concat(read().stream(), ledger.flatMap(ClockMark::newest).stream())
              .max(Instant::compareTo);
      if (latest.filter(at -> now.isBefore(at.minus(TOLERANCE))).isPresent()) {
        return behind(now, latest.get());
      }
    } catch (IOException e) {
      return Trial.warn(SUBJECT, "it is " + now + " (UTC)", Reasons.of(e));
    }
    return now.isBefore(RELEASE)
        ? Trial.fail(
            SUBJECT,
            "it is said to be " + now + " (UTC), before this software was made",
            "set the clock; time synchronisation should be on")
        : Trial.ok(SUBJECT, "it is " + now + " (UTC)");
  }

  private Trial behind(Instant now, Instant latest) {
    return Trial.fail(
        SUBJECT,
        "it is said to be %s (UTC), but this home has seen %s already".formatted(now, latest),
        "set the clock; time synchronisation should be on. What looks expired, or not yet valid, is"
            + " held and not rejected. If the clock is right now and was wrong then, delete "
            + shown);
  }

  private static Optional<Instant> newest(Ledger ledger) {
    return ledger.messages(Filter.newest(1)).stream().map(Message::updated).findFirst();
  }
}
