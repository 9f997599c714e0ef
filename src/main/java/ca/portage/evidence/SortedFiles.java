package ca.portage.evidence;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * The names of all files below a folder, ascending, with forward slashes. However many there are, a
 * bounded number of names is held: a folder of more is gone through again for the next ones.
 */
final class SortedFiles {
  /** Some ten megabytes. */
  private static final int HELD = 50_000;

  /** An export has two. */
  private static final int DEPTH = 8;

  private final int held;
  private final Taker taker;

  /** Takes the names. */
  @FunctionalInterface
  interface Taker {
    /** A file or whatever else is no folder. */
    void take(String name, Path file) throws IOException;
  }

  private SortedFiles(int held, Taker taker) {
    this.held = held;
    this.taker = taker;
  }

  /**
   * Goes through a folder and those in it; follows no link. A folder that is nested deeper than any
   * of an export is given as it is.
   *
   * @throws IOException if a folder cannot be read
   */
  static void each(Path root, Taker taker) throws IOException {
    each(root, HELD, taker);
  }

  static void each(Path root, int held, Taker taker) throws IOException {
    new SortedFiles(held, taker).walk(root, "", 0);
  }

  private void walk(Path folder, String prefix, int depth) throws IOException {
    if (depth > DEPTH) {
      taker.take(prefix, folder);
      return;
    }
    String after = "";
    for (List<String> page = page(folder, after); !page.isEmpty(); page = page(folder, after)) {
      for (String name : page) {
        if (name.endsWith("/")) {
          walk(folder.resolve(name.substring(0, name.length() - 1)), prefix + name, depth + 1);
        } else {
          taker.take(prefix + name, folder.resolve(name));
        }
      }
      after = page.get(page.size() - 1);
    }
  }

  /** The next names; a folder's has the slash with which its files' names go on. */
  private List<String> page(Path folder, String after) throws IOException {
    TreeSet<String> next = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        boolean tooEarly = (name + "/").compareTo(after) <= 0;
        boolean tooLate = next.size() == held && name.compareTo(next.last()) > 0;
        if (!tooEarly && !tooLate) {
          String key = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) ? name + "/" : name;
          if (key.compareTo(after) > 0) {
            next.add(key);
          }
          if (next.size() > held) {
            next.pollLast();
          }
        }
      }
    }
    return List.copyOf(next);
  }
}
