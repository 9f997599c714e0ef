package ca.portage.simulator;

import ca.portage.content.Content;
import java.time.Duration;
import java.util.Optional;

/** A way in which the gateway treats one request worse than it should. */
public sealed interface Fault {

  /** Answered with a status and not looked at. */
  record Answered(int status, Optional<Duration> retryAfter) implements Fault {}

  /** Answered with exactly these bytes, head and all, and not looked at. */
  record Spoken(Content bytes) implements Fault {}

  /** Served properly, with the answer held back. */
  record Delayed(Duration delay) implements Fault {}

  /** Served properly if {@code served}, otherwise ignored; the connection is dropped unanswered. */
  record Dropped(boolean served) implements Fault {}

  /** Served properly, with the connection dropped after that many bytes of the answer's body. */
  record Cut(long bodyBytes) implements Fault {}
}
