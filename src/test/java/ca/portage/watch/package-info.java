/** Tests of what watches the clocks. */
package ca.portage.watch;
