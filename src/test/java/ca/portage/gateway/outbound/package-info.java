/** When a message of unknown end goes out again, and when it does not. */
package ca.portage.gateway.outbound;
