/**
 * The log: one line an event, which no name and no text can forge.
 *
 * <p>Comes in: logback events, with the channel, the ledger id and the state as MDC keys {@code
 * channel}, {@code message} and {@code state}. Goes out: a line, or a JSON object a line, on the
 * console and in {@code spool/log/portage.log}. Imports nothing of Portage.
 */
package ca.portage.logging;
