/**
 * Durable files: what is here after a power cut is whole, forced and readable by its owner only.
 *
 * <p>Comes in: {@link ca.portage.content.Content} or a stream, and where it belongs. Goes out:
 * files whose bytes and names are on the disk, with their size and SHA-256. Imports {@code content}
 * only.
 */
package ca.portage.spool;
