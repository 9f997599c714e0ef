package ca.portage.ediint;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes message ids in the shape of the gateway's figures, {@code <hex8.seq6.random@host>} (CIG
 * E-04, Q-24).
 *
 * <p>128 random bits make an id unique even where the clock or the sequence starts again. Safe for
 * use by several threads.
 */
public final class MessageIds {
  private static final int RANDOM_BYTES = 16;
  private static final int SEQUENCE = 1_000_000;

  private final Clock clock;
  private final SecureRandom random;
  private final String host;
  private final AtomicInteger sequence = new AtomicInteger();

  /**
   * Makes ids of one host.
   *
   * @throws IllegalArgumentException if the host is no plain host name
   */
  public MessageIds(Clock clock, SecureRandom random, String host) {
    if (!host.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException("'" + host + "' is no host name for message ids");
    }
    this.clock = clock;
    this.random = random;
    this.host = host;
  }

  /** An id that was never given before. */
  public MessageId next() {
    byte[] bits = new byte[RANDOM_BYTES];
    random.nextBytes(bits);
    int number = Math.floorMod(sequence.incrementAndGet(), SEQUENCE);
    return new MessageId(
        String.format(
            Locale.ROOT,
            "<%08X.%06d.%s@%s>",
            clock.instant().getEpochSecond(),
            number,
            HexFormat.of().formatHex(bits),
            host));
  }
}
