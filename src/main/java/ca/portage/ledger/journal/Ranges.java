package ca.portage.ledger.journal;

import java.util.ArrayList;
import java.util.List;

/** Which lines count, as ranges of sequence numbers, ascending. */
final class Ranges {
  private record Range(long from, long to) {}

  private final List<Range> ranges = new ArrayList<>();

  /** The highest number that counts, 0 if none does. */
  long top() {
    return ranges.isEmpty() ? 0 : ranges.get(ranges.size() - 1).to();
  }

  /**
   * What a later line says the ledger held: nothing above it counts. Below it everything does that
   * was not judged yet, because its group's own end is damaged.
   */
  void held(long after) {
    while (top() > after) {
      Range last = ranges.remove(ranges.size() - 1);
      if (last.from() <= after) {
        ranges.add(new Range(last.from(), after));
      }
    }
    if (top() < after) {
      add(top() + 1, after);
    }
  }

  /** A group the ledger committed, unless a later line says otherwise. */
  void add(long from, long to) {
    if (!ranges.isEmpty() && from == top() + 1) {
      Range last = ranges.remove(ranges.size() - 1);
      ranges.add(new Range(last.from(), to));
    } else {
      ranges.add(new Range(from, to));
    }
  }

  /** Asks for ascending numbers. */
  Walk walk() {
    return new Walk();
  }

  /** One pass over the ranges. */
  final class Walk {
    private int at;

    boolean contains(long sequence) {
      while (at < ranges.size() && ranges.get(at).to() < sequence) {
        at++;
      }
      return at < ranges.size() && ranges.get(at).from() <= sequence;
    }
  }
}
