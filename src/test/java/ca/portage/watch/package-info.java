/** Tests of the clocks and of the health of the stages. */
package ca.portage.watch;
