package ca.portage.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** The four calls durability is made of, apart so that a test can watch their order or fail one. */
class Disk {

  /** Opens a file that must not exist yet, mode 0600, for writing. */
  FileChannel create(Path file) throws IOException {
    FileChannel channel =
        opened(
            () ->
                FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    Modes.file(file)));
    try {
      Modes.exact(file);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Forces bytes and length; after a failure the pages are gone, so nobody may ask again. */
  void force(FileChannel channel) throws IOException {
    channel.force(true);
  }

  void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new OtherFileSystemException(from, to, e);
    }
  }

  /** Forces the names inside a folder; Windows has no such call and needs none. */
  void forceFolder(Path folder) throws IOException {
    if (Modes.posix(folder)) {
      try (FileChannel channel = opened(() -> FileChannel.open(folder, StandardOpenOption.READ))) {
        channel.force(true);
      }
    }
  }

  private interface Opening {
    FileChannel open() throws IOException;
  }

  /** Opens, with a descriptor kept back if the process has none left. */
  private static FileChannel opened(Opening opening) throws IOException {
    for (int given = 0; ; given++) {
      try {
        return opening.open();
      } catch (IOException e) {
        if (given == Descriptors.COUNT || !Room.descriptor(e)) {
          throw e;
        }
      }
    }
  }
}
