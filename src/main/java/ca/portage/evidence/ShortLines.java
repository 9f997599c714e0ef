package ca.portage.evidence;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a foreign file line by line; of a line that is too long no more than that is held. */
final class ShortLines implements AutoCloseable {
  /** What a line that is too long is read as; no line of ours is like it. */
  static final String TOO_LONG = "\n";

  private final InputStream in;
  private final int longest;
  private boolean terminated = true;

  ShortLines(Path file, int longest) throws IOException {
    this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    this.longest = longest;
  }

  /** The next line without its line feed; empty at the end. */
  Optional<String> next() throws IOException {
    byte[] line = new byte[longest];
    int length = 0;
    int b = in.read();
    if (b < 0) {
      return Optional.empty();
    }
    while (b >= 0 && b != '\n') {
      if (length < longest) {
        line[length] = (byte) b;
      }
      length = Math.min(length + 1, longest + 1);
      b = in.read();
    }
    terminated = b == '\n';
    return Optional.of(
        length > longest ? TOO_LONG : new String(line, 0, length, StandardCharsets.ISO_8859_1));
  }

  /** False if the last line has no line feed. */
  boolean terminated() {
    return terminated;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
