package ca.portage.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk on which some forces fail, for tests of what grows. */
public final class FailingForce {
  private final AtomicInteger fail = new AtomicInteger();

  /** The next {@code count} forces fail. */
  public void next(int count) {
    fail.set(count);
  }

  /** Makes a file on this disk. */
  public Appending make(Path file) throws IOException {
    return Appending.create(
        file,
        new Disk() {
          @Override
          void force(FileChannel channel) throws IOException {
            if (fail.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
              throw new IOException("Input/output error");
            }
            super.force(channel);
          }
        });
  }
}
