/**
 * Whom a channel believes and encrypts to, at each moment: the files an admin put there, read again
 * when they change, what the directory answered, and the rule for what no revocation list tells.
 *
 * <p>Comes in: the channel, its files, the directory. Goes out: a recipient, grounds for a signer,
 * alerts. Imports {@code pki}, {@code cms}, {@code ledger}, {@code spool}, {@code config}.
 */
package ca.portage.app.trust;
