/** Holds the floors: imports point down, never up and never across. */
package ca.portage.architecture;
