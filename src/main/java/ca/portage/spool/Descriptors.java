package ca.portage.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Open files kept back: when the process has no descriptor left, they are given up one by one, so
 * that an answer on its way can still be stored. Windows has no such limit, and none are kept.
 */
final class Descriptors implements AutoCloseable {
  /** An answer needs three at once: its head or raw file, the folder, its sidecar. */
  static final int COUNT = 16;

  /** Once there was none left, new work waits until so many more are free. */
  private static final int MARGIN = 8;

  private final Path folder;
  private final Deque<FileChannel> held = new ArrayDeque<>();
  private boolean closed;
  private boolean missing;

  /**
   * Takes them.
   *
   * @param folder a folder that stays; never a file with a lock, which POSIX drops when any
   *     descriptor of the file is closed
   */
  Descriptors(Path folder) {
    this.folder = folder;
    tend();
  }

  /** Takes back what was given, and finds out whether there is one more for others. */
  synchronized void tend() {
    if (closed || !Modes.posix(folder)) {
      return;
    }
    int wanted = missing ? COUNT + MARGIN : COUNT + 1;
    try {
      while (held.size() < wanted) {
        held.push(open());
      }
      missing = false;
    } catch (IOException e) {
      missing = true;
    }
    while (held.size() > COUNT) {
      giveOne();
    }
  }

  /** Whether there was none left when last looked. */
  synchronized boolean missing() {
    return missing;
  }

  /**
   * Whether an open failed for want of a descriptor and is worth another try; gives up one of those
   * kept back if there is none free.
   */
  synchronized boolean give(Exception failure) {
    if (!(failure instanceof FileSystemException) || closed || !Modes.posix(folder)) {
      return false;
    }
    try {
      open().close();
      // Not in every language of the C library; then the open is simply not repeated.
      return String.valueOf(failure.getMessage()).contains("Too many open files");
    } catch (IOException e) {
      missing = true;
      return giveOne();
    }
  }

  private boolean giveOne() {
    FileChannel one = held.poll();
    if (one == null) {
      return false;
    }
    try {
      one.close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(folder, StandardOpenOption.READ);
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (giveOne()) {
      continue;
    }
  }
}
