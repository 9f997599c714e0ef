package ca.portage.spool;

import ca.portage.content.Content;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;

/**
 * A raw answer on its way to the spool: appended, counted and hashed, not looked at (reliability
 * §2.2, P2). Closing it without {@link #store()} leaves the part file, which the next start
 * salvages.
 */
public final class Receiving extends OutputStream {
  private final InFolder files;
  private final Disk disk;
  private final FileChannel channel;
  private final Sha256 hash = new Sha256();
  private boolean relieved;

  private Receiving(InFolder files, Disk disk, FileChannel channel) {
    this.files = files;
    this.disk = disk;
    this.channel = channel;
  }

  static Receiving open(InFolder files, Disk disk) throws IOException {
    if (Files.exists(files.raw())) {
      throw new FileAlreadyExistsException(files.raw().toString());
    }
    return new Receiving(files, disk, disk.create(files.part()));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /** On a full disk it goes on once with the ballast released: this answer may not come again. */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
    while (left.hasRemaining()) {
      try {
        channel.write(left);
      } catch (IOException e) {
        if (relieved || !Room.full(files.part(), e)) {
          throw e;
        }
        relieved = true;
      }
    }
    hash.update(bytes, offset, length);
  }

  /**
   * Makes what came durable as the raw file, complete or not; the caller knows which.
   *
   * @return size and SHA-256 of the raw file
   * @throws IOException if the disk does not confirm; the part file stays for the next start
   */
  @DurableSteps({CrashPoint.STORE_PART_FILLED, CrashPoint.STORE_PART_FORCED})
  public Stored store() throws IOException {
    CrashPoint.STORE_PART_FILLED.reached();
    Stored stored = hash.stored();
    try {
      force(stored);
      CrashPoint.STORE_PART_FORCED.reached();
      disk.move(files.part(), files.raw());
      disk.forceFolder(files.folder());
    } catch (IOException e) {
      ForceFailedException failure = new ForceFailedException(files.part(), e, false);
      Room.lost(files.part(), failure);
      throw failure;
    }
    return stored;
  }

  private void force(Stored stored) throws IOException {
    try (channel) {
      disk.force(channel);
    } catch (IOException first) {
      try {
        again(stored);
      } catch (IOException e) {
        e.addSuppressed(first);
        throw e;
      }
    }
  }

  /** Pages that were not confirmed are not asked for again: what came goes into new ones. */
  private void again(Stored stored) throws IOException {
    Files.deleteIfExists(files.again());
    try (FileChannel copy = disk.create(files.again())) {
      Sha256 check = new Sha256();
      Content.of(files.part()).copyTo(check.before(Channels.newOutputStream(copy)));
      if (!check.stored().equals(stored)) {
        throw new IOException("what came cannot be read back");
      }
      disk.force(copy);
    }
    disk.move(files.again(), files.part());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
