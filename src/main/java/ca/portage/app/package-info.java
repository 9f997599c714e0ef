/**
 * The composition root: reads a home, opens keys, spool and ledger, binds each channel's steps as
 * {@code <channel>.<step>}, and runs Camel.
 *
 * <p>Comes in: a home and a way to ask for passwords. Goes out: a running {@link
 * ca.portage.app.Service}. May import every room below it.
 */
package ca.portage.app;
