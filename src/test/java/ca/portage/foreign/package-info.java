/** Messages as other software writes them, and what the running product makes of them. */
package ca.portage.foreign;
