/**
 * What an admin may write down: the home's folders, channels and profiles as records, and the
 * loader that reads, checks and explains them.
 *
 * <p>Comes in: a home folder with {@code config/channels} and {@code config/profiles}. Goes out:
 * records whose paths are absolute and whose values were checked, or one {@link
 * ca.portage.config.ConfigException} that lists every problem with file and line. Imports only its
 * own sub-package {@code yaml}.
 */
package ca.portage.config;
