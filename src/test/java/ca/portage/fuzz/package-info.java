/**
 * Fuzz targets T1 to T11: every reader of bytes from outside, fed by Jazzer with what covers new
 * code (reliability §3, "Fuzz/property"). In: seeds made from our own writers, and the findings of
 * before; out: what a reader may not do. {@code bin/fuzz} runs them at any length, every build with
 * 100,000 inputs each.
 */
package ca.portage.fuzz;
