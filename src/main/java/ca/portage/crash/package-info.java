/**
 * The named points at which a process can be made to die or to fail, for the harnesses that prove
 * that nothing is lost by it (reliability §2, §3 A2).
 *
 * <p>Comes in: the system property {@code portage.fault}, unset in every installation. Goes out: a
 * halted process or a thrown {@link java.lang.Error}. Imports nothing of Portage.
 */
package ca.portage.crash;
