/** Whom a channel believes and encrypts to, while files, directory and time change under it. */
package ca.portage.app.trust;
