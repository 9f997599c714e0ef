package ca.portage.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One owner of a spool, over processes and inside this one.
 *
 * <p>POSIX drops a process's lock on a file as soon as the process closes <em>any</em> descriptor
 * of it, so a holder inside this process is known from memory and the file is not opened again.
 */
final class SpoolLock implements AutoCloseable {
  /** Far behind the text, since Windows refuses reads of a locked range. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final FileChannel channel;

  private SpoolLock(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  static SpoolLock take(Path root) throws IOException {
    Path key = root.toRealPath();
    String self = Long.toString(ProcessHandle.current().pid());
    if (!HELD.add(key)) {
      throw new SpoolLockedException(home(root), self);
    }
    boolean taken = false;
    try {
      SpoolLock lock = new SpoolLock(key, lock(root, self));
      taken = true;
      return lock;
    } finally {
      if (!taken) {
        HELD.remove(key);
      }
    }
  }

  private static FileChannel lock(Path root, String self) throws IOException {
    Path file = root.resolve("LOCK");
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            Modes.file(file));
    boolean locked = false;
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      if (lock == null) {
        throw new SpoolLockedException(home(root), holder(channel));
      }
      Modes.exact(file);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((self + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
      locked = true;
      return channel;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(20);
    channel.read(text, 0);
    String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
    return pid.matches("\\d+") ? pid : "unknown";
  }

  private static Path home(Path root) {
    Path parent = root.toAbsolutePath().getParent();
    return parent == null ? root : parent;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(key);
    }
  }
}
