/**
 * What keeps a home in order: the self-test before work, the mark of the clock, the nightly check
 * and backup of the ledger, the sweep of what kills leave, the removal of what is old enough.
 *
 * <p>Comes in: the home, its channels, its ledger and a clock. Goes out: findings for an admin,
 * alerts, backups. Imports {@code ledger}, {@code spool}, {@code config} and {@code content}.
 */
package ca.portage.care;
