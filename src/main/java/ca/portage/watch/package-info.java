/**
 * What nobody watches for: clocks that say when something has stayed away too long.
 *
 * <p>Comes in: the ledger's rows and the profile's schedule. Goes out: alerts in the ledger and the
 * log. Imports {@code ledger} and {@code config}.
 */
package ca.portage.watch;
