/** The shipped route files, run as they are with recorded steps in place of the real ones. */
package ca.portage.routes;
