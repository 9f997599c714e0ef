package ca.portage.harness;

import ca.portage.ledger.Alert;
import ca.portage.ledger.Download;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whatever had an unknown end, or came only in part, has an alert that names it. */
final class Told {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Set<DownloadState> ANSWERED =
      EnumSet.of(DownloadState.STORED, DownloadState.UNPACKED, DownloadState.EMPTY);

  private Told() {}

  static List<Finding> check(Books books) {
    List<Finding> findings = new ArrayList<>();
    Map<String, Download> downloads =
        books.downloads().stream().collect(Collectors.toMap(Download::id, row -> row));
    books
        .events()
        .forEach(
            (id, events) ->
                events.stream()
                    .filter(Books::uncertain)
                    .filter(event -> !told(books, event, Optional.ofNullable(downloads.get(id))))
                    .forEach(
                        event ->
                            findings.add(
                                new Finding(
                                    Harm.UNTOLD,
                                    "%s was %s at %s".formatted(id, event.to(), event.at())))));
    for (Download download : books.downloads()) {
      if (ANSWERED.contains(download.state())
          && download.stored().isPresent()
          && !download.complete()) {
        cut(books, download).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Optional<Finding> cut(Books books, Download download) {
    boolean told = books.alerts().stream().anyMatch(a -> a.id().equals(Optional.of(download.id())));
    return told
        ? Optional.empty()
        : Optional.of(new Finding(Harm.UNTOLD, download.id() + " was cut"));
  }

  private static boolean told(Books books, Event event, Optional<Download> download) {
    return download.isPresent()
        ? download.get().state() != DownloadState.UNKNOWN || told(books, event, download.get())
        : told(books, event);
  }

  private static boolean told(Books books, Event event) {
    Optional<String> subject = Optional.of(event.messageId());
    return books.alerts().stream()
        .filter(alert -> alert.id().equals(subject))
        .anyMatch(alert -> within(alert.at(), event.at(), event.at().plus(SOON)));
  }

  /** A silent gateway is told once until it answers again, not at every poll. */
  private static boolean told(Books books, Event event, Download download) {
    return books.alerts().stream()
        .filter(alert -> alert.text().contains("possible loss"))
        .filter(alert -> alert.at().isBefore(event.at().plus(SOON)))
        .anyMatch(
            alert -> !alert.at().isBefore(event.at()) || !answeredBetween(books, alert, download));
  }

  private static boolean answeredBetween(Books books, Alert alert, Download download) {
    return books.downloads().stream()
        .filter(other -> ANSWERED.contains(other.state()))
        .anyMatch(other -> within(other.opened(), alert.at(), download.opened()));
  }

  private static boolean within(Instant at, Instant from, Instant to) {
    return !at.isBefore(from) && !at.isAfter(to);
  }
}
