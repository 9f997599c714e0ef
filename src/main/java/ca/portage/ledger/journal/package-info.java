/**
 * The ledger's second memory: every committed row as a line of text in files that only grow, forced
 * before SQLite commits, from which a lost ledger is made again (reliability I8, §2).
 *
 * <p>Comes in: rows as columns and values, and where the ledger says it stands. Goes out: segments
 * {@code journal/*.jsonl}, and from them the lines that count and what is damaged. Knows nothing of
 * SQL. Imports {@code spool} and {@code crash}.
 */
package ca.portage.ledger.journal;
