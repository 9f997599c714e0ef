package ca.portage.spool;

import java.nio.file.Path;

/**
 * An answer whose reception was cut by the end of the process; kept, and never complete.
 *
 * @param pollId the download it belongs to
 * @param raw where its bytes are now
 * @param stored how many bytes came, and their hash
 */
public record Salvaged(String pollId, Path raw, Stored stored) {}
