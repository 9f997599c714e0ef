package ca.portage.gateway.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Asks a web server for the time, in the head of whatever it answers to a {@code HEAD /} (RFC 9110
 * §6.6.1): neither of the gateway's services is touched.
 */
final class TimeOfDay {
  private static final int MAX_HEAD_BYTES = 16 * 1024;
  private static final DateTimeFormatter RFC_1123 = DateTimeFormatter.RFC_1123_DATE_TIME;

  private final Clock clock;

  TimeOfDay(Clock clock) {
    this.clock = clock;
  }

  /** How far its clock is ahead of ours; empty if it does not say. */
  Optional<Duration> ahead(Socket socket, Endpoint endpoint) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(
          "HEAD / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(endpoint.uri().getAuthority())
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return head(socket.getInputStream())
          .lines()
          .filter(line -> line.regionMatches(true, 0, "Date:", 0, 5))
          .findFirst()
          .map(line -> ZonedDateTime.parse(line.substring(5).trim(), RFC_1123))
          .map(theirs -> Duration.between(clock.instant(), theirs.toInstant()));
    } catch (IOException | DateTimeException e) {
      // A server that answers nothing, or no date, tells no time; the handshake was the question.
      return Optional.empty();
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0 && head.length() < MAX_HEAD_BYTES) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
