package ca.portage.spool;

import java.io.IOException;
import java.nio.file.Path;

/** A file cannot be moved in one step, because its new folder is on another file system. */
public final class OtherFileSystemException extends IOException {
  private static final long serialVersionUID = 1L;

  OtherFileSystemException(Path from, Path to, IOException cause) {
    super(
        "%s cannot be moved to %s: the two folders are on different file systems. The file is where it was; it is never copied instead, because a copy can be seen half done. Configure folders of one file system."
            .formatted(from, to),
        cause);
  }
}
