package ca.portage.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something made of files that is made anew when they change: checked whole, then swapped. While
 * the new files are wrong the old set goes on, and that is said once. A change counts when two
 * looks in a row saw the same, so that a copy that is still being written is let alone.
 *
 * @param <T> what is made of the files; best immutable
 */
public final class Reread<T> {
  /** Makes the value of the files as they are now. */
  @FunctionalInterface
  public interface Source<T> {
    /** Reads and checks everything. */
    T read() throws PkiException;
  }

  /** What a look found. */
  public enum Kind {
    /** Nothing new. */
    SAME,
    /** The new set is in use. */
    SWAPPED,
    /** The new set is wrong; the old one is in use. */
    REFUSED,
    /** The files of the set in use are back. */
    BACK
  }

  /**
   * What a look found.
   *
   * @param reason why it was refused; empty otherwise
   */
  public record Look(Kind kind, String reason) {}

  private static final Look SAME = new Look(Kind.SAME, "");

  private final List<Path> watched;
  private final Source<T> source;
  private volatile T current;
  private List<String> used;
  private List<String> seen;
  private Optional<List<String>> refused = Optional.empty();

  /**
   * Reads for the first time.
   *
   * @param watched files, and folders of files
   * @throws PkiException if the files are wrong from the start
   */
  public Reread(List<Path> watched, Source<T> source) throws PkiException {
    this.watched = List.copyOf(watched);
    this.source = source;
    this.used = stamp();
    this.seen = used;
    this.current = source.read();
  }

  /** What is in use. */
  public T current() {
    return current;
  }

  /** Looks once, and swaps if there is a new set and nothing is wrong with it. */
  public synchronized Look look() {
    List<String> now = stamp();
    boolean settled = now.equals(seen);
    seen = now;
    if (now.equals(used)) {
      boolean back = refused.isPresent();
      refused = Optional.empty();
      return back ? new Look(Kind.BACK, "") : SAME;
    }
    if (!settled || refused.filter(now::equals).isPresent()) {
      return SAME;
    }
    try {
      T next = source.read();
      if (!stamp().equals(now)) {
        return SAME;
      }
      current = next;
      used = now;
      refused = Optional.empty();
      return new Look(Kind.SWAPPED, "");
    } catch (PkiException e) {
      refused = Optional.of(now);
      return new Look(Kind.REFUSED, e.getMessage());
    }
  }

  /** What tells one state of the files from another without reading them. */
  private List<String> stamp() {
    List<String> all = new ArrayList<>();
    for (Path path : watched) {
      try (Stream<Path> entries = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
        for (Path file : entries.sorted().toList()) {
          all.add(stamp(file));
        }
      } catch (IOException e) {
        all.add(path + " cannot be read: " + e);
      }
    }
    return all;
  }

  private static String stamp(Path file) throws IOException {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return "%s %d %s %s".formatted(file, is.size(), is.lastModifiedTime(), is.fileKey());
    } catch (NoSuchFileException e) {
      boolean link = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
      return file + (link ? " leads nowhere" : " is not there");
    }
  }
}
