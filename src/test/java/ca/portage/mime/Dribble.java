package ca.portage.mime;

import ca.portage.content.Content;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A content that comes in chunks of at most a given size, as a socket or a slow disk gives it, and
 * whose slices know where they lie.
 */
record Dribble(byte[] bytes, int chunk, int offset, int length) implements Content {

  Dribble(byte[] bytes, int chunk) {
    this(bytes, chunk, 0, bytes.length);
  }

  @Override
  public long size() {
    return length;
  }

  @Override
  public InputStream open() {
    return new FilterInputStream(new ByteArrayInputStream(bytes, offset, length)) {
      @Override
      public int read(byte[] into, int at, int most) throws IOException {
        return super.read(into, at, Math.min(most, chunk));
      }
    };
  }

  @Override
  public Content slice(long from, long size) {
    if (from < 0 || size < 0 || from > length - size) {
      throw new IndexOutOfBoundsException(from + " + " + size + " of " + length);
    }
    return new Dribble(bytes, chunk, offset + (int) from, (int) size);
  }

  /** Where its last byte is followed by the next. */
  int end() {
    return offset + length;
  }
}
