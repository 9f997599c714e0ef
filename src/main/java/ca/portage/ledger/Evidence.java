package ca.portage.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * What Portage found out about a message at one step, so that it can be proved again later.
 *
 * @param id the message's ledger id
 * @param step when in its life
 * @param at when, to the millisecond
 * @param about the message a judged receipt names, if it is one of ours
 * @param report what was found
 */
public record Evidence(String id, Step step, Instant at, Optional<String> about, Report report) {

  /** The steps at which something is found out. */
  public enum Step {
    /** A message of ours was signed and encrypted. */
    SEALED,
    /** A received message's signature verified, and its signer was trusted. */
    VERIFIED,
    /** A received message was rejected: why, and who had signed it, if anybody. */
    REJECTED,
    /** A received receipt was compared with the message it names. */
    JUDGED
  }
}
