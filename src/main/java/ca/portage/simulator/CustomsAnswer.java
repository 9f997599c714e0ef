package ca.portage.simulator;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What customs says to one release-notification message, by the rules behind test cases T-RNS-A1 to
 * Q4. Numbers mean something only together with their segment: GIS 4 is released, error 4 is not.
 *
 * @param gis the processing indicator
 * @param error the error code, when there is one: with leading zero for queries, without for
 *     arrivals
 */
record CustomsAnswer(String gis, Optional<String> error) {
  private static final Set<String> UNKNOWN_OFFICES = Set.of("0667", "0677");
  private static final Duration AHEAD = Duration.ofHours(12);

  /**
   * Judges the segments of one CUSREP.
   *
   * @return nothing when its function is neither 631 (arrival) nor 998 (status query)
   */
  static Optional<CustomsAnswer> to(List<Segment> message, Instant now) {
    String function = value(message, "BGM", 0, 0);
    String subject = value(message, "RFF", 0, 1);
    String office = value(message, "LOC", 1, 0);
    boolean byTransaction = subject.matches("[0-9]{14}");
    boolean future = isFuture(value(message, "DTM", 0, 1), now);
    if (function.equals("631")) {
      return Optional.of(arrival(office, byTransaction, future));
    }
    return function.equals("998")
        ? Optional.of(query(office, byTransaction, future))
        : Optional.empty();
  }

  private static CustomsAnswer arrival(String office, boolean byTransaction, boolean future) {
    if (UNKNOWN_OFFICES.contains(office) || !office.matches("[0-9]{4}")) {
      return refused("6");
    }
    if (byTransaction) {
      return refused("11");
    }
    return future ? refused("4") : new CustomsAnswer("4", Optional.empty());
  }

  /** A query is answered whatever its office; that office 0667 knows the number is T-RNS-Q4. */
  private static CustomsAnswer query(String office, boolean byTransaction, boolean future) {
    if (byTransaction && !office.equals("0667")) {
      return refused("02");
    }
    return future ? refused("01") : new CustomsAnswer("9", Optional.empty());
  }

  private static CustomsAnswer refused(String code) {
    return new CustomsAnswer("14", Optional.of(code));
  }

  private static boolean isFuture(String date, Instant now) {
    try {
      LocalDateTime local =
          LocalDateTime.parse(date, DateTimeFormatter.ofPattern("uuuuMMddHHmm", Locale.ROOT));
      return local.atZone(Samples.OTTAWA).toInstant().isAfter(now.plus(AHEAD));
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static String value(List<Segment> message, String tag, int element, int component) {
    return message.stream()
        .filter(s -> s.tag().equals(tag))
        .findFirst()
        .map(s -> s.at(element, component))
        .orElse("");
  }
}
