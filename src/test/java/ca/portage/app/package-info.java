/** The running service against the simulated gateway. */
package ca.portage.app;
