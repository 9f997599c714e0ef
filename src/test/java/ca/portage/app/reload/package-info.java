/** What is tried before a changed file may run. */
package ca.portage.app.reload;
