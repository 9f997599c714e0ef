/**
 * Keys and certificates: our key ring, the authorities we trust, and a throw-away authority for the
 * demo, the simulator and tests.
 *
 * <p>Comes in: PKCS#12 and PEM or DER files, passwords as {@code char[]}. Goes out: JCA keys and
 * certificates that were checked, or one {@link ca.portage.pki.PkiException} an admin can act on.
 * Imports names of the directory from {@code config}.
 */
package ca.portage.pki;
