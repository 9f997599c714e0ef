package ca.portage.spool;

import java.io.IOException;
import java.nio.file.Path;

/** The disk did not confirm that bytes are on it: the file they were in counts as lost. */
public final class ForceFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  ForceFailedException(Path file, IOException cause) {
    super(
        "The disk did not confirm %s (%s); the file counts as not written. Look at the disk and the system log."
            .formatted(file, cause.getMessage()),
        cause);
  }
}
