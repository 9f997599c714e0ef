package ca.portage.harness;

import ca.portage.harness.proxy.Fault;
import ca.portage.harness.proxy.Fault.Cut;
import ca.portage.harness.proxy.Head;
import ca.portage.harness.proxy.Manner;
import ca.portage.harness.proxy.Position;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which submission is cut where and how: the first attempt of every message, at each position in
 * turn and in every manner, and now and then the second attempt as well.
 */
final class CutPlan {
  private static final Position[] POSITIONS = Position.values();
  private static final int SLOW_EVERY = 40;
  private static final int TWICE_EVERY = 7;

  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final Map<String, Integer> attempts = new LinkedHashMap<>();
  private final Map<String, Cut> first = new LinkedHashMap<>();
  private int cuts;

  synchronized Optional<Fault> next(Head head) {
    if (!head.submitsInterchange()) {
      return Optional.empty();
    }
    String id = head.messageId();
    int number = numbers.computeIfAbsent(id, unseen -> numbers.size());
    int attempt = attempts.merge(id, 1, Integer::sum);
    if (attempt > 2 || attempt == 2 && number % TWICE_EVERY != 3) {
      return Optional.empty();
    }
    Cut cut = new Cut(POSITIONS[(number + attempt - 1) % POSITIONS.length], manner(number));
    first.putIfAbsent(id, cut);
    cuts++;
    return Optional.of(cut);
  }

  /** Those that cost a time-out each are rare. */
  private static Manner manner(int number) {
    int turn = number / POSITIONS.length;
    if (turn % SLOW_EVERY == 1) {
      return Manner.BLACKHOLE;
    }
    if (turn % SLOW_EVERY == 2) {
      return Manner.DRIP;
    }
    return switch (turn % 3) {
      case 0 -> Manner.RESET;
      case 1 -> Manner.CLOSE;
      default -> Manner.HALF_CLOSE;
    };
  }

  /** What the first attempt of each message met, by message id. */
  synchronized Map<String, Cut> first() {
    return Map.copyOf(first);
  }

  synchronized int cuts() {
    return cuts;
  }
}
