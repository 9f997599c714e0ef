package ca.portage.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that only grows: bytes are added at its end and count once {@link #force()} returned.
 *
 * <p>After a failed force or write it is closed; what was added since the last force is in doubt,
 * and nobody may ask for it again on the same file (reliability §2.4). One thread at a time.
 */
public final class Appending implements AutoCloseable {
  private final Path file;
  private final Disk disk;
  private final FileChannel channel;

  private Appending(Path file, Disk disk, FileChannel channel) {
    this.file = file;
    this.disk = disk;
    this.channel = channel;
  }

  /**
   * Makes a new, empty file, mode 0600; its name is forced.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the file is there already
   * @throws IOException if it cannot be made
   */
  public static Appending create(Path file) throws IOException {
    return create(file, new Disk());
  }

  static Appending create(Path file, Disk disk) throws IOException {
    Appending made = new Appending(file, disk, disk.create(file));
    boolean named = false;
    try {
      disk.forceFolder(file.toAbsolutePath().getParent());
      named = true;
      return made;
    } finally {
      if (!named) {
        made.close();
      }
    }
  }

  /**
   * Opens a file that is there, to add to its end.
   *
   * @throws IOException if it is not there or may not be written
   */
  public static Appending open(Path file) throws IOException {
    return open(file, new Disk());
  }

  static Appending open(Path file, Disk disk) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    Appending opened = new Appending(file, disk, channel);
    boolean ready = false;
    try {
      channel.position(channel.size());
      ready = true;
      return opened;
    } finally {
      if (!ready) {
        opened.close();
      }
    }
  }

  /** Adds bytes; they are not safe yet. */
  public void write(byte[] bytes, int offset, int length) throws IOException {
    boolean written = false;
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      written = true;
    } finally {
      if (!written) {
        channel.close();
      }
    }
  }

  /**
   * Makes everything added so far survive a power cut.
   *
   * @throws ForceFailedException if the disk does not confirm
   */
  public void force() throws ForceFailedException {
    try {
      disk.force(channel);
    } catch (IOException e) {
      throw refused(e);
    }
  }

  /**
   * Takes away what a crash left unfinished at the end, for good.
   *
   * @param bytes the length to keep
   * @throws IOException if the disk does not confirm
   */
  public void cut(long bytes) throws IOException {
    channel.truncate(bytes);
    channel.position(bytes);
    force();
  }

  /** How long the file is, whoever wrote it. */
  public long size() throws IOException {
    return channel.size();
  }

  /** The file itself. */
  public Path file() {
    return file;
  }

  private ForceFailedException refused(IOException cause) {
    try {
      channel.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    return new ForceFailedException(file, cause);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
