/**
 * The harnesses that prove that nothing is lost and nothing is done twice: real processes, real
 * file systems, faults at every step, and a control for each that shows the fault does harm when
 * the guard is off (reliability §3).
 *
 * <p>Comes in: nothing but {@code harness.long}. Goes out: a summary for each harness in {@code
 * target/harness}; {@code docs/reliability.md} is made from those that were kept.
 */
package ca.portage.harness;
