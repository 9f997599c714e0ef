/**
 * The authority's directory over LDAPv3: the gateway's encryption certificates, authorities and
 * revocation lists, and the copy of them that outlives an outage (CIG N-06; pki §6.2).
 *
 * <p>Comes in: the directory's address, names of entries, trusted authorities. Goes out: what is
 * signed by those authorities and nothing else. Imports {@code config}.
 */
package ca.portage.pki.ldap;
