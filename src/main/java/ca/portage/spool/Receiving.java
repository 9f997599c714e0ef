package ca.portage.spool;

import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import java.io.IOException;
import java.io.OutputStream;
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
  private final OutputStream out;
  private final Sha256 hash = new Sha256();

  private Receiving(InFolder files, Disk disk, FileChannel channel) {
    this.files = files;
    this.disk = disk;
    this.channel = channel;
    this.out = hash.before(Channels.newOutputStream(channel));
  }

  static Receiving open(InFolder files, Disk disk) throws IOException {
    if (Files.exists(files.raw())) {
      throw new FileAlreadyExistsException(files.raw().toString());
    }
    return new Receiving(files, disk, disk.create(files.part()));
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  /**
   * Makes what came durable as the raw file, complete or not; the caller knows which.
   *
   * @return size and SHA-256 of the raw file
   * @throws IOException if the disk does not confirm; the part file stays for the next start
   */
  @DurableSteps({CrashPoint.STORE_PART_FILLED, CrashPoint.STORE_PART_FORCED})
  public Stored store() throws IOException {
    try (channel) {
      CrashPoint.STORE_PART_FILLED.reached();
      disk.force(channel);
    }
    CrashPoint.STORE_PART_FORCED.reached();
    disk.move(files.part(), files.raw());
    disk.forceFolder(files.folder());
    return hash.stored();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
