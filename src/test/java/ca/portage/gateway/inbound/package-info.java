/** Delivery at its edges: the inbox that is away. */
package ca.portage.gateway.inbound;
