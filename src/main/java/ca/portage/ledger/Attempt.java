package ca.portage.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * One try to send a message.
 *
 * @param id the message's ledger id
 * @param number from 1
 * @param started before the connection was opened
 * @param ended empty while it is under way
 * @param outcome name of an {@link Outcome}, or {@code process ended}
 * @param status the response's code, if one came
 * @param detail what happened, for an admin
 */
public record Attempt(
    String id,
    int number,
    Instant started,
    Optional<Instant> ended,
    Optional<String> outcome,
    Optional<Integer> status,
    Optional<String> detail) {

  /** Whether it is over and nobody knows what the gateway got of it. */
  public boolean uncertain() {
    return outcome
        .filter(o -> o.equals(Outcome.AMBIGUOUS.name()) || o.equals(Sending.PROCESS_ENDED))
        .isPresent();
  }
}
