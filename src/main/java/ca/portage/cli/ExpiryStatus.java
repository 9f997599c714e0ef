package ca.portage.cli;

import ca.portage.config.Home;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Alerts;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.State;
import ca.portage.pki.Lifetime;
import ca.portage.spool.Spool;
import ca.portage.watch.Expiring;
import ca.portage.watch.LifetimesFile;
import ca.portage.watch.Oldest;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a channel relies on and when it ends, as the service noted it last.
 *
 * @param items the next to end first; empty before the first start
 * @param refused since when the gateway refuses what our signing key signs, if it does
 */
record ExpiryStatus(List<Expiring> items, Optional<Instant> refused) {
  static final ExpiryStatus UNKNOWN = new ExpiryStatus(List.of(), Optional.empty());

  static ExpiryStatus read(Home home, String channel, Ledger ledger, Instant now)
      throws IOException {
    List<Lifetime> all = new LifetimesFile(Spool.read(home.spool()).expiry(), channel).read();
    return new ExpiryStatus(
        Expiring.of(all, now),
        all.stream()
            .filter(lifetime -> lifetime.role() == Lifetime.Role.SIGNING_KEY)
            .flatMap(lifetime -> refusal(channel, lifetime, ledger).stream())
            .findFirst());
  }

  /** The last refusal of a key, unless a message was proved since. */
  private static Optional<Instant> refusal(String channel, Lifetime signing, Ledger ledger) {
    Filter proved =
        new Filter(
            Optional.of(channel),
            Optional.of(State.DONE),
            Optional.of(Direction.OUT),
            Optional.of(Kind.INTERCHANGE),
            1);
    return new Alerts(ledger)
        .about(channel, Lifetime.refusal(signing.fingerprint())).stream()
            .map(Alert::at)
            .reduce((earlier, later) -> later)
            .filter(at -> ledger.messages(proved).stream().noneMatch(m -> m.updated().isAfter(at)));
  }

  /** What is due for renewal, as items of health. */
  List<Oldest> health() {
    return items.stream().flatMap(item -> item.due().stream()).toList();
  }

  /** One line for people; empty before the first start. */
  Optional<String> line(Paint paint, Instant now) {
    List<Expiring> soon = items.stream().filter(item -> item.warning().isPresent()).toList();
    String refusal =
        refused
            .map(at -> paint.bad("our signing certificate is refused since " + Ages.instant(at)))
            .orElse("");
    if (items.isEmpty() || soon.isEmpty() && items.stream().allMatch(Expiring::succeeded)) {
      return Optional.of(refusal).filter(text -> !text.isEmpty());
    }
    String dates =
        soon.isEmpty()
            ? "nothing within 60 days; first " + text(first(), now)
            : String.join(", ", soon.stream().map(item -> paint(item, paint, now)).toList());
    return Optional.of(refusal.isEmpty() ? dates : refusal + "; " + dates);
  }

  private Expiring first() {
    return items.stream().filter(item -> !item.succeeded()).findFirst().orElseThrow();
  }

  private static String paint(Expiring item, Paint paint, Instant now) {
    boolean urgent = item.warning().orElseThrow() <= 7;
    return urgent ? paint.bad(text(item, now)) : paint.warn(text(item, now));
  }

  private static String text(Expiring item, Instant now) {
    String words = item.lifetime().role().words();
    String until = Ages.instant(item.lifetime().until());
    if (item.warning().filter(days -> days == 0).isPresent()) {
      return words + " ended on " + until;
    }
    long days = item.daysLeft(now);
    return "%s in %d %s (%s)".formatted(words, days, days == 1 ? "day" : "days", until);
  }

  /** Every item for programs. */
  List<Map<String, Object>> json(Instant now) {
    return items.stream().map(item -> json(item, now)).toList();
  }

  private Map<String, Object> json(Expiring item, Instant now) {
    Lifetime lifetime = item.lifetime();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("role", lifetime.role().word());
    json.put("name", lifetime.name());
    json.put("serial", lifetime.serial());
    json.put("from", lifetime.from());
    json.put("until", lifetime.until());
    json.put("daysLeft", item.daysLeft(now));
    json.put("warning", item.warning());
    json.put("succeeded", item.succeeded());
    json.put("refused", lifetime.role() == Lifetime.Role.SIGNING_KEY ? refused : Optional.empty());
    return json;
  }
}
