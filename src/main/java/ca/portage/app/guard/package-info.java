/**
 * Keeps routes alive: an {@link java.lang.Error} ends the work on one message, never a route, and a
 * route that stands still all the same is noticed by a thread that is not Camel's.
 *
 * <p>Comes in: Camel's nodes and threads, the ledger's ages. Goes out: exceptions in place of
 * errors, alerts, and routes started again. Imports {@code gateway}, {@code ledger}, {@code watch}.
 */
package ca.portage.app.guard;
