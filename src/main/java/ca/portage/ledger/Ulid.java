package ca.portage.ledger;

import java.math.BigInteger;
import java.time.Clock;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Makes ULIDs: 26 characters that sort by the time they were made, 48 bits of milliseconds and 80
 * of chance. Each is greater than the one before it, also within a millisecond and when the clock
 * goes back. Safe for use by several threads.
 */
public final class Ulid {
  private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final Pattern FORM = Pattern.compile("[0-9A-HJKMNP-TV-Z]{26}");
  private static final int RANDOM_BYTES = 10;

  private final Clock clock;
  private final RandomGenerator random;
  private BigInteger last = BigInteger.ZERO;

  /**
   * Takes the time from {@code clock} and chance from {@code random}, a SecureRandom in service.
   */
  public Ulid(Clock clock, RandomGenerator random) {
    this.clock = Objects.requireNonNull(clock);
    this.random = Objects.requireNonNull(random);
  }

  /** Whether a text has the form of an id. */
  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  /** The next id. */
  public synchronized String next() {
    byte[] chance = new byte[RANDOM_BYTES];
    random.nextBytes(chance);
    BigInteger fresh =
        BigInteger.valueOf(clock.millis())
            .shiftLeft(RANDOM_BYTES * Byte.SIZE)
            .or(new BigInteger(1, chance));
    boolean later = millis(fresh) > millis(last);
    last = later ? fresh : last.add(BigInteger.ONE);
    return text(last);
  }

  private static long millis(BigInteger id) {
    return id.shiftRight(RANDOM_BYTES * Byte.SIZE).longValueExact();
  }

  private static String text(BigInteger id) {
    char[] text = new char[26];
    BigInteger rest = id;
    for (int i = text.length - 1; i >= 0; i--) {
      text[i] = ALPHABET[rest.intValue() & 31];
      rest = rest.shiftRight(5);
    }
    return new String(text);
  }
}
