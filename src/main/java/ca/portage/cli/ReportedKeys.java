package ca.portage.cli;

import ca.portage.config.Home;
import ca.portage.ledger.Audit;
import ca.portage.ledger.Event;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.LedgerReader;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fingerprints of the certificates that were reported for a channel: the audit keeps them,
 * which nobody can delete as one can the files of facts.
 *
 * @param all that were ever reported
 * @param known whether those of the last report are among them
 */
record ReportedKeys(Set<String> all, boolean known) {
  /** Copies the set. */
  ReportedKeys {
    all = Set.copyOf(all);
  }

  /** Keeps those of a report; of none it keeps nothing. */
  static void note(
      Ledger ledger, StandingOrder order, String channel, Collection<String> fingerprints) {
    if (!fingerprints.isEmpty()) {
      ledger.audit(
          order.operator(),
          order.word(),
          subject(channel),
          String.join(" ", fingerprints),
          order.reason());
    }
  }

  /** What was reported for a channel that is stopped since {@code stopped}. */
  static ReportedKeys of(LedgerReader ledger, Home home, String channel, Event stopped)
      throws IOException {
    List<Audit> audits = ledger.audits(subject(channel));
    Set<String> all = new LinkedHashSet<>(RevocationFacts.reported(home, channel));
    audits.forEach(audit -> all.addAll(List.of(audit.result().split(" "))));
    return new ReportedKeys(
        all, audits.stream().anyMatch(audit -> !audit.at().isBefore(stopped.at())));
  }

  private static String subject(String channel) {
    return "reported-keys:" + channel;
  }

  /** The fingerprints of those of some keys that were reported, for a person. */
  String among(Collection<KeyRow> keys) {
    return keys.stream()
        .filter(key -> all.contains(key.sha256()))
        .map(key -> key.name() + " " + key.sha256())
        .collect(Collectors.joining(", "));
  }

  /**
   * Whether some keys are others than those that were reported. Where it is not known which those
   * were, only a certificate that was made after the report is certainly another.
   */
  boolean areOthers(Collection<KeyRow> keys, Instant report) {
    return known
        || keys.stream()
            .allMatch(key -> key.certificate().getNotBefore().toInstant().isAfter(report));
  }
}
