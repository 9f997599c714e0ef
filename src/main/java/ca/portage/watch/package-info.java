/**
 * What nobody watches for: clocks that say when something has stayed away too long.
 *
 * <p>Comes in: the ledger's rows, the profile's schedule, the lifetimes of keys and certificates.
 * Goes out: alerts in the ledger and the log, a note of the lifetimes in the spool. Imports {@code
 * ledger}, {@code pki}, {@code spool}, {@code content}, {@code config} and {@code logging}.
 */
package ca.portage.watch;
