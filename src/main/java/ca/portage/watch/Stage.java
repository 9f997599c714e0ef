package ca.portage.watch;

import ca.portage.config.Channel;
import java.time.Duration;
import java.util.Locale;

/** The stages of a message's way, each with the longest time in which it is bound to move. */
public enum Stage {
  /** Files in the drop folder that are not taken. */
  PICK_UP,
  /** Claimed files that are not packed. */
  PACK,
  /** Interchanges that are due and not sent. */
  SEND,
  /** The time since the gateway was asked last. */
  POLL,
  /** Stored answers that are due and not taken apart. */
  UNPACK,
  /** Received parts that are neither delivered nor held. */
  DELIVER,
  /** Receipts of ours that are due and not sent. */
  RECEIPT,
  /** A channel that could not be started with the others. */
  START,
  /** Keys, certificates and lists that are due for renewal; told by their own watch. */
  RENEWAL;

  private static final Duration SHORT = Duration.ofMinutes(5);
  private static final Duration LONG = Duration.ofMinutes(15);
  private static final int POLLS = 3;

  /** How long the oldest may wait before the stage stands still. */
  public Duration limit(Channel channel) {
    return switch (this) {
      // An interchange without its end waits five minutes by rule (reliability O0).
      case PICK_UP -> channel.quiet().plus(SHORT).plus(SHORT);
      case PACK, UNPACK -> SHORT;
      case SEND, DELIVER, RECEIPT -> LONG;
      case START -> Duration.ZERO;
      case RENEWAL -> Duration.ofDays(53);
      case POLL -> longer(channel.poll().multipliedBy(POLLS), LONG);
    };
  }

  /** Its name for people and programs, such as {@code pick-up}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
