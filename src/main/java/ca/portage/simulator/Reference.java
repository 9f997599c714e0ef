package ca.portage.simulator;

import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Interchange references that never repeat: time, a counter and chance in 14 characters. */
final class Reference {
  private static final long COUNTERS = 36 * 36;
  private static final long CHANCES = 36L * 36 * 36;

  private final Clock clock;
  private final RandomGenerator random;
  private final AtomicLong counter = new AtomicLong();

  Reference(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** Fourteen characters of A-Z and 0-9, as UNB 0020 allows. */
  String next() {
    return base36(clock.millis() % (36L * COUNTERS * CHANCES * CHANCES), 9)
        + base36(counter.incrementAndGet() % COUNTERS, 2)
        + base36(random.nextLong(CHANCES), 3);
  }

  /** A transaction number: 14 digits that begin with a security number nobody has. */
  String transactionNumber() {
    return "99999" + String.format(Locale.ROOT, "%09d", random.nextLong(1_000_000_000L));
  }

  private static String base36(long value, int width) {
    String digits = Long.toString(value, 36).toUpperCase(Locale.ROOT);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
