/**
 * The HTTP gateway's transport: the steps that a channel's routes name as {@code <channel>.<step>}.
 *
 * <p>Comes in: files of the drop folder, answers of the gateway. Goes out: stored messages, files
 * in the inbox, and a ledger that says what became of each. Each step commits before it hands on.
 * Imports the rooms below: {@code ediint}, {@code ledger}, {@code cms}, {@code mime}, {@code
 * spool}, {@code config}, {@code content}.
 */
package ca.portage.gateway;
