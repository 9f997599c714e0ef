package ca.portage.watch;

import ca.portage.config.Channel;
import ca.portage.ledger.Ledger;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Notices a stage that stands still: the same item has been its oldest for longer than its limit. A
 * long queue that moves is no alarm, and neither is a clock that jumps: time is monotonic here.
 */
public final class Progress {
  private final Channel channel;
  private final Ledger ledger;
  private final LongSupplier nanoTime;
  private final Map<Stage, Seen> seen = new EnumMap<>(Stage.class);

  private record Seen(String item, long sinceNanos, boolean told) {}

  /** Watches one channel from now on; {@code nanoTime} is monotonic. */
  public Progress(Channel channel, Ledger ledger, LongSupplier nanoTime) {
    this.channel = channel;
    this.ledger = ledger;
    this.nanoTime = nanoTime;
  }

  /**
   * Looks once, and raises an alert for each stage that stands still and was not told yet.
   *
   * @throws IOException if the drop folder cannot be read
   */
  public void look() throws IOException {
    List<Oldest> all = Health.of(channel, ledger);
    seen.keySet().retainAll(all.stream().map(Oldest::stage).toList());
    for (Oldest oldest : all) {
      look(oldest);
    }
  }

  private void look(Oldest oldest) {
    long now = nanoTime.getAsLong();
    Seen before = seen.get(oldest.stage());
    if (before == null || !before.item().equals(oldest.item())) {
      seen.put(oldest.stage(), new Seen(oldest.item(), now, false));
      return;
    }
    Duration still = Duration.ofNanos(now - before.sinceNanos());
    if (!before.told() && still.compareTo(oldest.limit()) > 0) {
      seen.put(oldest.stage(), new Seen(before.item(), before.sinceNanos(), true));
      ledger.alert(channel.name(), Optional.empty(), text(oldest, still));
    }
  }

  private static String text(Oldest oldest, Duration still) {
    String what =
        oldest.stage() == Stage.POLL
            ? "the gateway was not asked"
            : oldest.item() + " has waited and nothing older was done";
    return "%s stands still: %s for %d minutes. Nothing is lost by it; see the alerts before this one, 'portage status' and the log, and restart the service if it lasts"
        .formatted(oldest.stage().word(), what, still.toMinutes());
  }
}
