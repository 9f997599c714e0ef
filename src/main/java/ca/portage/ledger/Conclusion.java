package ca.portage.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * What came of an attempt.
 *
 * @param outcome the kind of ending
 * @param status the response's code, if a response came
 * @param detail what happened, for an admin
 * @param due when to look again; at once where a due time is needed and none is given
 */
public record Conclusion(
    Outcome outcome, Optional<Integer> status, String detail, Optional<Instant> due) {}
