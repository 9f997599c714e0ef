/** What a connection has to satisfy, piece by piece; all of it together is in {@code app}. */
package ca.portage.gateway.tls;
