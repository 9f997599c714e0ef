/**
 * The harnesses that break the service on purpose and count what comes of it (reliability §3).
 *
 * <p>Comes in: a home with the service, a simulated gateway and a fault. Goes out: a balance of
 * both sides, and a summary with one row a check and its control.
 */
package ca.portage.harness;
