package ca.portage.config;

import java.util.Objects;

/**
 * One line of a status table.
 *
 * @param code the HTTP status code that was received
 * @param outcome what it does to the message
 * @param meaning what the gateway says by it, for an admin
 * @param action what the admin does about it
 */
public record Status(int code, Outcome outcome, String meaning, String action) {
  /** Refuses nothing but null. */
  public Status {
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(meaning);
    Objects.requireNonNull(action);
  }

  Status as(int received) {
    return new Status(received, outcome, meaning, action);
  }
}
