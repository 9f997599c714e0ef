package ca.portage.ledger.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Walks through the lines of one segment, whole or damaged, from a place in it. */
final class SegmentLines implements AutoCloseable {
  /** No line of ours is longer; of what is, the rest is passed over as damage. */
  private static final int LONGEST_BYTES = 16 << 20;

  private final InputStream in;
  private final byte[] block = new byte[1 << 16];
  private int taken;
  private int filled;
  private byte[] text = new byte[1 << 12];
  private int length;
  private long start;
  private long end;
  private boolean terminated;
  private Optional<Line> line = Optional.empty();

  SegmentLines(Path file, long from) throws IOException {
    in = Files.newInputStream(file);
    boolean ready = false;
    try {
      in.skipNBytes(from);
      end = from;
      ready = true;
    } finally {
      if (!ready) {
        in.close();
      }
    }
  }

  /** Goes to the next line; false at the end of the file. */
  boolean next() throws IOException {
    start = end;
    length = 0;
    terminated = false;
    while (!terminated && fill()) {
      int feed = taken;
      while (feed < filled && block[feed] != '\n') {
        feed++;
      }
      keep(feed - taken);
      terminated = feed < filled;
      end += feed - taken + (terminated ? 1 : 0);
      taken = terminated ? feed + 1 : feed;
    }
    line = terminated ? Line.read(text, length) : Optional.empty();
    return end > start;
  }

  private boolean fill() throws IOException {
    if (taken == filled) {
      filled = Math.max(0, in.read(block));
      taken = 0;
    }
    return filled > 0;
  }

  private void keep(int bytes) {
    int kept = Math.min(bytes, LONGEST_BYTES - length);
    if (length + kept > text.length) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, length + kept));
    }
    System.arraycopy(block, taken, text, length, kept);
    length += kept;
  }

  /** The line, if it is whole. */
  Optional<Line> line() {
    return line;
  }

  /** A copy of the line's bytes, without its line feed. */
  byte[] bytes() {
    return Arrays.copyOf(text, length);
  }

  /** False for the last line of a file if a process ended, or the power, while it was written. */
  boolean terminated() {
    return terminated;
  }

  /** Where the line begins. */
  long start() {
    return start;
  }

  /** Where the next one begins. */
  long end() {
    return end;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
