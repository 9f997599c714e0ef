/**
 * Proves again, offline and years later, what happened to a message: its bytes, its signatures, the
 * certificates and revocation lists they rested on, its receipts, and the journal that tells it.
 *
 * <p>Comes in: a home's spool and ledger, or an exported folder, and the authorities to trust. Goes
 * out: proofs with every finding, and exports. Needs no private key and no network. Imports {@code
 * ledger}, {@code ediint}, {@code cms}, {@code mime}, {@code pki}, {@code spool}.
 */
package ca.portage.evidence;
