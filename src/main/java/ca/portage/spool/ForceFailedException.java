package ca.portage.spool;

import java.io.IOException;
import java.nio.file.Path;

/** The disk did not confirm that bytes are on it: the file they were in counts as lost. */
public final class ForceFailedException extends IOException {
  private static final long serialVersionUID = 1L;
  private final boolean named;

  ForceFailedException(Path file, IOException cause, boolean named) {
    super(
        "The disk did not confirm %s (%s); the file counts as not written. Look at the disk and the system log."
            .formatted(file, cause.getMessage()),
        cause);
    this.named = named;
  }

  /**
   * Of a file that somebody else forces.
   *
   * @param cause what SQLite, or the disk, said
   */
  public ForceFailedException(Path file, Exception cause) {
    this(file, new IOException(cause.getMessage(), cause), false);
  }

  /** Whether the file had its last name, and only the folder was not confirmed. */
  boolean named() {
    return named;
  }
}
