package ca.portage.watch;

import ca.portage.ledger.Alerts;
import ca.portage.ledger.Ledger;
import ca.portage.pki.Lifetime;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Tells of every end that comes near: once at each of the days of {@link Expiring#DAYS} and once
 * when it has come, whatever restarts. What was told is read from the ledger's alerts, so that no
 * state of its own can be lost; one told at a time that has not come yet was told by a wrong clock
 * and counts for nothing.
 */
public final class ExpiryWatch implements Processor {
  private final String channel;
  private final Supplier<List<Lifetime>> lifetimes;
  private final Ledger ledger;
  private final LifetimesFile file;
  private final Clock clock;
  private final Map<String, Instant> told = new HashMap<>();
  private List<Lifetime> noted = List.of();

  /**
   * Watches what one channel relies on.
   *
   * @param lifetimes all of it, as it is now; asked at every look
   * @param file where it is noted for those who may not open the keys
   */
  public ExpiryWatch(
      String channel,
      Supplier<List<Lifetime>> lifetimes,
      Ledger ledger,
      LifetimesFile file,
      Clock clock) {
    this.channel = channel;
    this.lifetimes = lifetimes;
    this.ledger = ledger;
    this.file = file;
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    look();
  }

  /**
   * Looks once.
   *
   * @throws IOException if the note could not be written; the alerts were told before
   */
  void look() throws IOException {
    List<Lifetime> all = lifetimes.get().stream().distinct().toList();
    Instant now = clock.instant();
    for (Expiring each : Expiring.of(all, now)) {
      if (each.warning().isPresent()) {
        tell(each, each.warning().get(), now);
      }
    }
    if (!all.equals(noted)) {
      file.write(all);
      noted = all;
    }
  }

  private void tell(Expiring expiring, int days, Instant now) {
    String subject = subject(expiring.lifetime(), days);
    Instant before = told.get(subject);
    if (before != null && !before.isAfter(now)) {
      return;
    }
    if (!toldInLedger(expiring.lifetime(), days, now)) {
      ledger.alert(channel, Optional.of(subject), ExpiryText.of(channel, expiring, now));
    }
    told.put(subject, now);
  }

  /** What was told with fewer days left need not be told with more. */
  private boolean toldInLedger(Lifetime lifetime, int days, Instant now) {
    return Stream.concat(Expiring.DAYS.stream(), Stream.of(0))
        .filter(fewer -> fewer <= days)
        .flatMap(fewer -> new Alerts(ledger).about(channel, subject(lifetime, fewer)).stream())
        .anyMatch(alert -> !alert.at().isAfter(now));
  }

  /** Stands where an alert has the id of a message: {@code expiry/signing-key/1a2b…/30}. */
  private static String subject(Lifetime lifetime, int days) {
    return "expiry/%s/%s/%d"
        .formatted(lifetime.role().word(), lifetime.fingerprint().substring(0, 16), days);
  }
}
