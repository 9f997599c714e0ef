package ca.portage.spool;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that proves what a folder takes, and is nobody's message: its name is hidden, ends like
 * unfinished work, and says which process made it, so that what a kill leaves is told from what a
 * running {@code check} uses right now.
 */
public final class Probe {
  /** The second dot is that of a sibling which {@link Durable} did not get to rename. */
  private static final Pattern NAME = Pattern.compile("\\.{1,2}portage-probe-([0-9]{1,18})-.*");

  private static final Duration STALE = Duration.ofHours(1);

  private Probe() {}

  /** True for a probe, whole or not, of any process. */
  public static boolean is(Path file) {
    return NAME.matcher(file.getFileName().toString()).matches();
  }

  /**
   * Writes and forces a file in one folder, moves it into the other in one step, forces both and
   * deletes it; the folders may be the same.
   *
   * @return the mode the file had, such as {@code rw-------}; empty where there are no modes
   * @throws IOException if a message could not be kept there
   */
  public static String across(Path from, Path to) throws IOException {
    String name = name();
    Path written = from.resolve(name + ".tmp");
    Path moved = to.resolve(name + "-moved.tmp");
    Path last = written;
    try {
      Durable.write(written, Content.of("probe".getBytes(StandardCharsets.US_ASCII)));
      Durable.move(written, moved);
      last = moved;
      String mode = mode(moved);
      Durable.delete(moved);
      return mode;
    } catch (IOException e) {
      discard(last, e);
      throw e;
    }
  }

  /**
   * The same with a hidden folder of its own inside {@code to} as the end of the move: whoever
   * takes away every file that appears in {@code to} never meets the probe.
   *
   * @throws IOException if a message could not be kept there
   */
  public static String unseen(Path from, Path to) throws IOException {
    Path room = to.resolve(name());
    Durable.folder(room);
    try {
      String mode = across(from.equals(to) ? room : from, room);
      Files.delete(room);
      return mode;
    } catch (IOException e) {
      discard(room, e);
      throw e;
    }
  }

  /**
   * Takes and gives back a lock on a file of its own in a folder; a lock somebody else relies on is
   * never tried.
   *
   * @throws IOException if the file system grants none
   */
  public static void lock(Path folder) throws IOException {
    Path file = folder.resolve(name() + ".tmp");
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      if (channel.tryLock() == null) {
        throw new IOException("the file system refused a lock on a new file");
      }
    }
  }

  /**
   * Deletes the probes that a killed process left in a folder; a folder that is not there has none.
   *
   * @return how many
   */
  public static int sweep(Path folder, Instant now) throws IOException {
    int swept = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Probe::is)) {
      for (Path entry : entries) {
        if (left(entry, now) && onlyProbes(entry)) {
          swept += Files.deleteIfExists(entry) ? 1 : 0;
        }
      }
    } catch (NoSuchFileException e) {
      return swept;
    }
    return swept;
  }

  /** Empties the folder of a probe; one in which somebody put something else stays. */
  private static boolean onlyProbes(Path probe) throws IOException {
    if (!Files.isDirectory(probe, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    boolean only = true;
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(probe)) {
      for (Path file : inside) {
        boolean mine = is(file);
        only &= mine;
        if (mine) {
          Files.deleteIfExists(file);
        }
      }
    }
    return only;
  }

  /** Its maker is dead, or has this process's number, or is long done with it. */
  private static boolean left(Path probe, Instant now) throws IOException {
    Matcher name = NAME.matcher(probe.getFileName().toString());
    if (!name.matches() || Files.isSymbolicLink(probe)) {
      return false;
    }
    long maker = Long.parseLong(name.group(1));
    return maker == ProcessHandle.current().pid()
        || ProcessHandle.of(maker).isEmpty()
        || Files.getLastModifiedTime(probe).toInstant().isBefore(now.minus(STALE));
  }

  private static String name() {
    return ".portage-probe-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
  }

  private static String mode(Path file) throws IOException {
    return Modes.posix(file)
        ? PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
        : "";
  }

  private static void discard(Path file, IOException cause) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
