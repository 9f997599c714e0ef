package ca.portage.gateway.http;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.Header;

/**
 * The head of an answer, as it was sent: Camel's own header mapping drops and rewrites some.
 *
 * @param status the status code
 * @param headers every header line in its order
 */
public record Answer(int status, List<Header> headers) {
  /** Copies the headers. */
  public Answer {
    headers = List.copyOf(headers);
  }

  /** The first value of a header, by any spelling of its name. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(h -> h.getName().equalsIgnoreCase(name))
        .map(Header::getValue)
        .findFirst();
  }

  /**
   * Why nobody can say where this answer ends, if so: two lengths, or a length beside chunks (RFC
   * 9112 §6.3, reliability B9).
   */
  public Optional<String> disputedEnd() {
    long lengths = count("Content-Length");
    if (lengths > 1) {
      return Optional.of("it has " + lengths + " Content-Length headers");
    }
    return lengths == 1 && count("Transfer-Encoding") > 0
        ? Optional.of("it has both a Content-Length and a Transfer-Encoding")
        : Optional.empty();
  }

  private long count(String name) {
    return headers.stream().filter(h -> h.getName().equalsIgnoreCase(name)).count();
  }

  /** How long the gateway asks us to wait (RFC 9110 §10.2.3): seconds, or a date. */
  public Optional<Duration> retryAfter(Clock clock) {
    return header("Retry-After").flatMap(value -> wait(value.trim(), clock.instant()));
  }

  /** The head as text lines, for the spool. */
  public byte[] toBytes() {
    StringBuilder lines = new StringBuilder().append(status).append("\r\n");
    headers.forEach(
        h -> lines.append(h.getName()).append(": ").append(h.getValue()).append("\r\n"));
    return lines.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Optional<Duration> wait(String value, Instant now) {
    try {
      if (value.matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
      }
      Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, until)).filter(d -> !d.isNegative());
    } catch (DateTimeException e) {
      // A wait that cannot be read is no wait: the schedule decides alone.
      return Optional.empty();
    }
  }
}
