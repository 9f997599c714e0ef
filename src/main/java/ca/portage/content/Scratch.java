package ca.portage.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The temporary files of one piece of work, deleted together when it is closed.
 *
 * <p>Files are made in one given folder, readable by their owner only, so that plaintext never
 * reaches the system's temporary folder. Not safe for use by several threads at once.
 */
public final class Scratch implements AutoCloseable {
  /** What stays in memory: contents up to this many bytes never touch the disk. */
  public static final int MEMORY_BYTES = 1 << 20;

  private final Path folder;
  private final List<Path> files = new ArrayList<>();

  /** Works in {@code folder}, which exists and belongs to Portage. */
  public Scratch(Path folder) {
    this.folder = folder;
  }

  /** A new sink whose bytes move to a file of this scratch once they outgrow memory. */
  public ContentSink sink() {
    return new ContentSink(this);
  }

  /** A new empty file, mode 0600, deleted with this scratch. */
  Path newFile() throws IOException {
    Path file = Files.createTempFile(folder, "work-", ".tmp");
    files.add(file);
    return file;
  }

  /** Deletes every file this scratch made; one that resists is left for the sweep at start. */
  @Override
  public void close() {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        file.toFile().deleteOnExit();
      }
    }
    files.clear();
  }
}
