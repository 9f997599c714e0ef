package ca.portage.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How long one request may take.
 *
 * @param connect until the TCP connection and the TLS handshake stand
 * @param verdict how long a server that asked for our certificate may take to refuse it
 * @param response the longest silence while waiting for the answer
 * @param total from the first byte to the last, however busy the line is
 */
public record Timeouts(Duration connect, Duration verdict, Duration response, Duration total) {
  /** Refuses nothing but null. */
  public Timeouts {
    Objects.requireNonNull(connect);
    Objects.requireNonNull(verdict);
    Objects.requireNonNull(response);
    Objects.requireNonNull(total);
  }
}
