/**
 * The commands of {@code bin/portage}: run, check, status, messages, show, simulate and demo.
 *
 * <p>Comes in: words from a shell. Goes out: text for people, one JSON object a line for programs,
 * and an exit code of sysexits.h. May import every room below; nothing imports it.
 */
package ca.portage.cli;
