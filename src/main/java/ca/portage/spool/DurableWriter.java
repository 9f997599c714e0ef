package ca.portage.spool;

import ca.portage.content.Content;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes a temporary sibling, forces it, renames it, forces the folder; in that order.
 *
 * <p>The sibling's name follows from the file's, so what a crash left is replaced by the next try
 * instead of piling up.
 */
final class DurableWriter {
  private final Disk disk;
  private final Set<Path> busy = ConcurrentHashMap.newKeySet();

  DurableWriter(Disk disk) {
    this.disk = disk;
  }

  Stored write(Path file, Content content, boolean replace) throws IOException {
    Path key = file.toAbsolutePath().normalize();
    if (!busy.add(key)) {
      throw new IOException("Two writers at once for " + file + "; the second wrote nothing");
    }
    try {
      return publish(key, content, replace);
    } finally {
      busy.remove(key);
    }
  }

  @DurableSteps({CrashPoint.FILE_FORCED, CrashPoint.FILE_NAMED})
  private Stored publish(Path file, Content content, boolean replace) throws IOException {
    if (!replace) {
      refuseExisting(file);
    }
    Path temporary = sibling(file, 1);
    Stored stored;
    try {
      stored = fill(temporary, content);
    } catch (ForceFailedException first) {
      temporary = sibling(file, 2);
      stored = again(temporary, content, first);
    }
    if (!replace) {
      refuseExisting(file);
    }
    CrashPoint.FILE_FORCED.reached();
    disk.move(temporary, file);
    CrashPoint.FILE_NAMED.reached();
    disk.forceFolder(file.getParent());
    return stored;
  }

  /**
   * After a failed force the pages may be dropped yet marked clean: only new pages can be trusted.
   */
  private Stored again(Path temporary, Content content, ForceFailedException first)
      throws IOException {
    try {
      return fill(temporary, content);
    } catch (IOException e) {
      e.addSuppressed(first);
      throw e;
    }
  }

  @DurableSteps(CrashPoint.FILE_FILLED)
  private Stored fill(Path temporary, Content content) throws IOException {
    Files.deleteIfExists(temporary);
    try (FileChannel channel = disk.create(temporary)) {
      Sha256 hash = new Sha256();
      OutputStream out = Channels.newOutputStream(channel);
      content.copyTo(hash.before(out));
      Stored stored = hash.stored();
      if (stored.sizeBytes() != content.size()) {
        throw new IOException(
            "%d bytes came for %s where %d were announced"
                .formatted(stored.sizeBytes(), temporary, content.size()));
      }
      CrashPoint.FILE_FILLED.reached();
      force(channel, temporary);
      return stored;
    } catch (IOException e) {
      discard(temporary, e);
      throw e;
    }
  }

  private void force(FileChannel channel, Path file) throws IOException {
    try {
      disk.force(channel);
    } catch (IOException e) {
      throw new ForceFailedException(file, e);
    }
  }

  private static void discard(Path temporary, IOException cause) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  void move(Path from, Path to) throws IOException {
    refuseExisting(to);
    disk.move(from, to);
    Path source = from.toAbsolutePath().normalize().getParent();
    Path target = to.toAbsolutePath().normalize().getParent();
    disk.forceFolder(target);
    if (!source.equals(target)) {
      disk.forceFolder(source);
    }
  }

  private static void refuseExisting(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(
          file.toString(), null, "it is there already and is never overwritten");
    }
  }

  private static Path sibling(Path file, int attempt) {
    return file.resolveSibling("." + file.getFileName() + "." + attempt + ".tmp");
  }
}
