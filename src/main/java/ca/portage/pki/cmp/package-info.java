/**
 * The Certificate Management Protocol (RFC 4210, RFC 9810): asks the CA for the successor of a key
 * of ours, and believes its answer only after checks.
 *
 * <p>Comes in: the key that is renewed, the CA's address and certificates. Goes out: the new key
 * and its certificate, confirmed by the CA, or one {@link ca.portage.pki.PkiException} an admin can
 * act on. Imports {@code pki} and {@code logging}.
 */
package ca.portage.pki.cmp;
