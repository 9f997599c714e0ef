/** Servers and proxies that a client must not speak to, and certificates nobody should believe. */
package ca.portage.badtls;
