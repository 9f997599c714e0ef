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
  private static final int TRIES = 2;

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

  /**
   * After a failed force the pages may be dropped yet marked clean: only new pages can be trusted,
   * so the whole file is written once more under another name (reliability §2.4).
   */
  private Stored publish(Path file, Content content, boolean replace) throws IOException {
    try {
      return place(sibling(file, 1), file, content, replace);
    } catch (ForceFailedException first) {
      try {
        // If it has its name already, it is this very file whose folder was not confirmed.
        return place(sibling(file, 2), file, content, replace || first.named());
      } catch (ForceFailedException second) {
        second.addSuppressed(first);
        Room.lost(file, second);
        throw second;
      } catch (IOException e) {
        e.addSuppressed(first);
        throw e;
      }
    }
  }

  @DurableSteps({CrashPoint.FILE_FORCED, CrashPoint.FILE_NAMED})
  private Stored place(Path temporary, Path file, Content content, boolean replace)
      throws IOException {
    if (!replace) {
      refuseExisting(file);
    }
    Stored stored = fillWithRoom(temporary, content);
    if (!replace) {
      refuseExisting(file);
    }
    CrashPoint.FILE_FORCED.reached();
    disk.move(temporary, file);
    CrashPoint.FILE_NAMED.reached();
    forceFolder(file.getParent());
    return stored;
  }

  /** On a full disk once more, with the space that was kept back for this. */
  private Stored fillWithRoom(Path temporary, Content content) throws IOException {
    try {
      return fill(temporary, content);
    } catch (IOException e) {
      if (!Room.full(temporary, e)) {
        throw e;
      }
      return fill(temporary, content);
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
      throw new ForceFailedException(file, e, false);
    }
  }

  private void forceFolder(Path folder) throws IOException {
    try {
      disk.forceFolder(folder);
    } catch (IOException e) {
      throw new ForceFailedException(folder, e, true);
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
    try {
      forceFolder(target);
      if (!source.equals(target)) {
        forceFolder(source);
      }
    } catch (ForceFailedException e) {
      Room.lost(to, e);
      throw e;
    }
  }

  /** Makes a folder whose name is forced; one that was not confirmed does not stay. */
  void folder(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    for (int tries = 1; Modes.folder(folder); tries++) {
      try {
        forceFolder(parent);
        return;
      } catch (ForceFailedException e) {
        Files.deleteIfExists(folder);
        if (tries == TRIES) {
          Room.lost(folder, e);
          throw e;
        }
      }
    }
  }

  private static void refuseExisting(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(
          file.toString(), null, "it is there already and is never overwritten");
    }
  }

  /** Deletes what an unfinished write of {@code file} left. */
  static void clear(Path file) throws IOException {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Files.deleteIfExists(sibling(file, attempt));
    }
  }

  private static Path sibling(Path file, int attempt) {
    return file.resolveSibling("." + file.getFileName() + "." + attempt + ".tmp");
  }
}
