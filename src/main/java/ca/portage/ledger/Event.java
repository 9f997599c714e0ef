package ca.portage.ledger;

import java.time.Instant;

/**
 * One thing that happened to a message or a download.
 *
 * @param at when
 * @param messageId the ledger id of the message, or the download's id
 * @param from its state before; {@code NEW} when the row was made
 * @param to its state after; equal to {@code from} when the event changed nothing
 * @param reason why, for an admin; may be empty
 */
public record Event(Instant at, String messageId, String from, String to, String reason) {}
