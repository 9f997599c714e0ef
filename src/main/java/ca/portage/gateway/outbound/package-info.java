/**
 * From a stored message to the gateway's answer: what is due, one attempt, what it came to.
 *
 * <p>Comes in: rows PACKAGED or AMBIGUOUS that are due. Goes out: rows ACCEPTED, due again,
 * AMBIGUOUS, FAILED or HELD. When to try again is a time in the ledger, never a wait in memory.
 */
package ca.portage.gateway.outbound;
