/** Tests of what keeps routes alive. */
package ca.portage.app.guard;
