package ca.portage.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One request as the gateway saw it.
 *
 * @param at when its answer was decided
 * @param method the request's method; empty when the head could not be read
 * @param path the path asked for
 * @param messageId the request's own id, as spelled
 * @param lines the request line and the header lines as sent
 * @param bodyBytes the length of the body
 * @param bodySha256 lower-case hex
 * @param status the status answered; 0 when the connection was dropped
 * @param why the gateway's reason, for the operator of the simulator and never for the peer
 */
public record Seen(
    Instant at,
    String method,
    String path,
    Optional<String> messageId,
    List<String> lines,
    long bodyBytes,
    String bodySha256,
    int status,
    String why) {

  /** Copies the lines. */
  public Seen {
    lines = List.copyOf(lines);
  }
}
