package ca.portage.cli;

import ca.portage.config.Home;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks at the clock, on which certificates, message dates and due times depend (reliability §2.4,
 * clock jump).
 */
final class ClockCheck {
  private static final Instant RELEASE = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final Filter NEWEST =
      new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1);

  private ClockCheck() {}

  static Finding run(Home home, Instant now) {
    String text = "it is " + Ages.instant(now) + " (UTC)";
    Optional<Instant> latest = latest(home);
    boolean early =
        now.isBefore(RELEASE) || latest.filter(at -> now.isBefore(at.minus(TOLERANCE))).isPresent();
    return early
        ? Finding.fail(
            "clock",
            text + latest.map(at -> ", but the ledger was written " + Ages.instant(at)).orElse(""),
            "set the clock; time synchronisation should be on")
        : Finding.ok("clock", text);
  }

  private static Optional<Instant> latest(Home home) {
    Optional<Ledger> opened = LedgerView.open(home);
    try (Ledger ledger = opened.orElse(null)) {
      return ledger == null
          ? Optional.empty()
          : ledger.messages(NEWEST).stream().map(Message::updated).findFirst();
    }
  }
}
