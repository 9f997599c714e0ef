/** The directory, against UnboundID in memory, a real slapd, and servers that mean harm. */
package ca.portage.pki.ldap;
