package ca.portage.spool;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Space kept back in {@code spool/ballast}: on a full disk it is given up, so that what is at hand
 * can be finished (reliability §2.4).
 */
final class Ballast {
  private static final Logger LOG = LoggerFactory.getLogger(Ballast.class);
  private static final String NAME = "ballast";
  private static final int MIB = 1 << 20;
  private static final long MOST_MIB = 64;

  private final Path file;
  private final long sizeBytes;

  /**
   * The emergency space of a spool.
   *
   * @param root the spool's folder
   */
  Ballast(Path root, long sizeBytes) {
    this.file = root.resolve(NAME);
    this.sizeBytes = sizeBytes;
  }

  /**
   * Lets a service start on a disk that others have filled while it was away: it then finishes what
   * it can and waits for room, in place of ending again and again.
   *
   * @throws IOException if the emergency space is there and cannot be deleted
   */
  static void releaseIfFull(Path root) throws IOException {
    if (root.toFile().getUsableSpace() < MIB && new Ballast(root, 0).release()) {
      LOG.error(
          "the disk of {} is full: the emergency space was released to start at all; nothing new begins until there is room",
          root);
    }
  }

  /** A sixteenth of the floor, in whole MiB from 1 to 64: a small disk has a small floor. */
  static long sizeFor(long floorBytes) {
    return Math.min(MOST_MIB, Math.max(1, floorBytes / 16 / MIB)) * MIB;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /** Whether it is there; asks for no descriptor. */
  boolean whole() {
    return file.toFile().length() == sizeBytes;
  }

  /**
   * Fills and forces it.
   *
   * @throws IOException if there is no room for it; then there is none of it
   */
  void make() throws IOException {
    byte[] noise = new byte[MIB];
    // Noise, because a file system that compresses would keep nothing back for zeros.
    new SplittableRandom(MIB).nextBytes(noise);
    int blocks = (int) (sizeBytes / MIB);
    Durable.writeOver(
        file, Content.join(Collections.nCopies(blocks, Content.of(noise)).toArray(Content[]::new)));
  }

  /**
   * Gives the space back to the file system.
   *
   * @return whether there was any
   * @throws IOException if it cannot be deleted
   */
  boolean release() throws IOException {
    DurableWriter.clear(file);
    return Files.deleteIfExists(file);
  }
}
