package ca.portage.simulator.http;

import java.nio.file.Path;

/**
 * A request whose head and body arrived completely.
 *
 * @param head what stands before the body
 * @param body the file that holds the body; the server deletes it after the answer unless the
 *     handler has moved it away
 * @param sizeBytes the length of the body
 * @param sha256 of the body, lower-case hex
 */
public record Request(RequestHead head, Path body, long sizeBytes, String sha256) {}
