package ca.portage.care;

import ca.portage.config.Home;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.LedgerException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once a night: proves the ledger whole, copies it, clears leftovers away (reliability §2.4). A
 * night that was missed is made good at the next look. A damaged ledger is never copied, as its
 * copies would push the good ones out.
 */
final class Nightly {
  private static final Logger LOG = LoggerFactory.getLogger(Nightly.class);
  private static final Duration NEXT_TRY = Duration.ofHours(1);

  private final Home home;
  private final Ledger ledger;
  private final Backups backups;
  private final Leftovers leftovers;
  private final Notices notices;
  private final Clock clock;
  private final LocalTime at;
  private final long freeBytesFloor;
  private Optional<Instant> failed = Optional.empty();

  Nightly(
      Home home,
      Ledger ledger,
      Leftovers leftovers,
      Notices notices,
      Clock clock,
      LocalTime at,
      long freeBytesFloor) {
    this.home = home;
    this.ledger = ledger;
    this.backups = new Backups(home, clock);
    this.leftovers = leftovers;
    this.notices = notices;
    this.clock = clock;
    this.at = at;
    this.freeBytesFloor = freeBytesFloor;
  }

  /** Does the night's work if it is due; after a failure not again for an hour. */
  void runIfDue() throws IOException {
    if (!due()) {
      return;
    }
    failed = Optional.of(clock.instant());
    List<String> damages = ledger.integrity();
    if (!damages.isEmpty()) {
      notices.wrong("integrity", damaged(damages));
      return;
    }
    notices.right("integrity");
    if (copied()) {
      failed = Optional.empty();
    }
    Leftovers.Swept swept = leftovers.sweep(ledger);
    swept
        .news(home)
        .ifPresentOrElse(text -> notices.wrong("unknown", text), () -> notices.right("unknown"));
    LOG.info("the ledger is whole; leftovers removed: {}", swept.files());
  }

  private boolean copied() {
    try {
      Backups.Backup made = backups.make(ledger, freeBytesFloor);
      notices.right("backup");
      LOG.info("the ledger is copied to {}", home.show(made.file()));
      return true;
    } catch (IOException | LedgerException e) {
      notices.wrong(
          "backup",
          "the ledger was not backed up: "
              + Reasons.of(e)
              + ". The ledger and its older backups are as they were; it is tried again every hour");
      return false;
    }
  }

  private boolean due() throws IOException {
    Instant now = clock.instant();
    if (failed
        .filter(since -> now.isBefore(since.plus(NEXT_TRY)) && !now.isBefore(since))
        .isPresent()) {
      return false;
    }
    return backups.newest().filter(b -> !b.at().isBefore(lastNight(now))).isEmpty();
  }

  /** The last time the hour struck, by the clock on the wall here. */
  private Instant lastNight(Instant now) {
    ZonedDateTime local = now.atZone(clock.getZone());
    ZonedDateTime today = local.with(at);
    return (today.isAfter(local) ? today.minusDays(1) : today).toInstant();
  }

  private String damaged(List<String> damages) {
    return "the ledger is damaged (%s%s). No backup was made of it, so the older ones in %s stay. Stop the service, keep the spool as it is, and make the ledger again: portage rebuild-ledger"
        .formatted(
            damages.get(0),
            damages.size() > 1 ? ", and more" : "",
            home.show(home.spool().resolve("backup")));
  }
}
