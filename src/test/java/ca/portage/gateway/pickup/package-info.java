/** Pick-up at its edges: what is packed once, what was changed after it was taken. */
package ca.portage.gateway.pickup;
