/**
 * What happened to each message: its state, attempts and events, in SQLite on the local disk.
 *
 * <p>Comes in: what a room did or saw. Goes out: records, after their commit is on the disk; an
 * illegal transition is a {@link ca.portage.ledger.LedgerException}. Imports {@code content} and
 * {@code spool}.
 */
package ca.portage.ledger;
