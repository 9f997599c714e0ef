/**
 * The one body type that travels between rooms: bytes in memory while small, a file beyond 1 MiB.
 *
 * <p>Comes in: byte arrays, files, streams. Goes out: {@link ca.portage.content.Content}, which can
 * be opened any number of times and cut or joined without copying. Imports nothing of Portage.
 */
package ca.portage.content;
