package ca.portage.harness;

import ca.portage.ledger.Ledger;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * How long after the last start each thing moves that was due when the process ended. What has not
 * moved when the process ends again is waited for anew in the next run.
 */
final class RecoveryClock {
  private final Lane lane;
  private final Map<String, String> waiting = new HashMap<>();
  private int count;
  private String slowest = "nothing";
  private Duration longest = Duration.ZERO;

  RecoveryClock(Lane lane) {
    this.lane = lane;
  }

  /** The process has just ended: from now on, what is due then is waited for. */
  void ended() throws IOException {
    try (Ledger ledger = lane.ledger()) {
      waiting.clear();
      waiting.putAll(Due.now(ledger, lane));
    }
  }

  /** Looks what has moved, {@code upNanos} after the start. */
  void look(Ledger ledger, long upNanos) throws IOException {
    Iterator<Map.Entry<String, String>> all = waiting.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<String, String> entry = all.next();
      if (Due.moved(ledger, lane, entry.getKey(), entry.getValue())) {
        record(entry.getKey() + ", " + entry.getValue(), Duration.ofNanos(upNanos));
        all.remove();
      }
    }
  }

  private void record(String what, Duration took) {
    count++;
    if (took.compareTo(longest) > 0) {
      longest = took;
      slowest = what;
    }
  }

  /** What still waits, and how it stood. */
  Map<String, String> open() {
    return Map.copyOf(waiting);
  }

  /** How many things were waited for and moved. */
  int count() {
    return count;
  }

  /** The longest wait. */
  Duration longest() {
    return longest;
  }

  /** What waited longest, and how it stood. */
  String slowest() {
    return slowest;
  }
}
