package ca.portage.spool;

import ca.portage.content.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Many small files that count together, such as an export: written plainly, mode 0600 in folders of
 * 0700, and forced in one pass before the last file says that all are there. A stick takes hours
 * for two forces a file.
 */
public final class Batch {
  private static final Disk DISK = new Disk();

  private Batch() {}

  /**
   * Writes a new file and makes the folders to it; nothing is safe yet.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the file is there already
   * @throws IOException if it cannot be written; what is there then is to be thrown away
   */
  public static void write(Path file, Content content) throws IOException {
    folder(file.toAbsolutePath().getParent());
    try (OutputStream out = Channels.newOutputStream(DISK.create(file))) {
      content.copyTo(out);
    }
  }

  private static void folder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      folder(folder.getParent());
      Modes.folder(folder);
    }
  }

  /**
   * Forces every file and every folder below one, and itself.
   *
   * @throws ForceFailedException if the disk does not confirm; nothing there may be relied on
   */
  public static void force(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            return confirmed(file);
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            return confirmed(folder);
          }
        });
  }

  private static FileVisitResult confirmed(Path path) throws ForceFailedException {
    try {
      DISK.forceFolder(path);
      return FileVisitResult.CONTINUE;
    } catch (IOException e) {
      throw new ForceFailedException(path, e, true);
    }
  }
}
