package ca.portage.spool;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Every durable write of Portage goes through here.
 *
 * <p>When a method returns, bytes and name survive a power cut; until then the file is absent (or
 * the old one), never partial. Files are 0600. One thread at a time writes one file. A force that
 * fails is never repeated on the same file: the bytes are written once more under another name, and
 * a second failure is the caller's (reliability §2.4, §2.6); in the spool it also ends the service,
 * see {@link Room#onLost}. On a full disk a write is tried once more with the ballast released.
 */
public final class Durable {
  private static final Disk DISK = new Disk();
  private static final DurableWriter WRITER = new DurableWriter(DISK);

  private Durable() {}

  /**
   * Writes a new file.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the file is there already
   * @throws IOException if it could not be made durable; then there is no file of that name
   */
  public static Stored write(Path file, Content content) throws IOException {
    return WRITER.write(file, content, false);
  }

  /**
   * Writes a file, in place of the old one if there is one.
   *
   * @throws IOException if it could not be made durable; then the old file is still there
   */
  public static Stored writeOver(Path file, Content content) throws IOException {
    return WRITER.write(file, content, true);
  }

  /**
   * Copies a content to {@code file}, hashed in the same pass; what a crash left of an earlier copy
   * is replaced.
   *
   * @throws IOException if the source cannot be read or the copy not be made durable
   */
  public static Stored copy(Content content, Path file) throws IOException {
    return WRITER.write(file, content, true);
  }

  /**
   * Moves a file in one step and forces both folders; never copies, never overwrites.
   *
   * @throws OtherFileSystemException if the folders are on different file systems
   * @throws java.nio.file.FileAlreadyExistsException if {@code to} exists
   * @throws java.nio.file.NoSuchFileException if {@code from} is gone: another process took it
   */
  public static void move(Path from, Path to) throws IOException {
    WRITER.move(from, to);
  }

  /**
   * Makes a folder, mode 0700, if it is absent; its name is forced. The parent exists.
   *
   * @throws IOException if it cannot be made or is not a folder
   */
  public static void folder(Path folder) throws IOException {
    WRITER.folder(folder);
  }

  /**
   * Forces the names inside a folder; does nothing on Windows.
   *
   * @throws IOException if the disk does not confirm
   */
  public static void forceFolder(Path folder) throws IOException {
    DISK.forceFolder(folder);
  }

  /**
   * Forces a file that somebody else wrote and that stays where it is; does nothing on Windows.
   *
   * @throws IOException if the disk does not confirm, or the share knows no such call
   */
  public static void forceForeign(Path file) throws IOException {
    DISK.forceFolder(file);
  }

  /**
   * Deletes a file, if it is there, for good.
   *
   * @throws IOException if it cannot be deleted
   */
  public static void delete(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      forceFolder(file.toAbsolutePath().getParent());
    }
  }
}
