package ca.portage.ledger;

import java.time.Instant;

/**
 * One thing an operator had done.
 *
 * @param at when
 * @param operator who, as the system knows them
 * @param action the command's word, such as {@code release}
 * @param subject the ledger id of the message it was done to
 * @param result what became of it, such as {@code HELD to PACKAGED}
 * @param reason why, in the operator's words
 */
public record Audit(
    Instant at, String operator, String action, String subject, String result, String reason) {}
