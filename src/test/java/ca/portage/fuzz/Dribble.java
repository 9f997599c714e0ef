package ca.portage.fuzz;

import ca.portage.content.Content;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A content that comes in chunks of at most a given size, as a socket or a slow disk gives it. */
final class Dribble implements Content {
  private final byte[] bytes;
  private final int chunk;

  Dribble(byte[] bytes, int chunk) {
    this.bytes = bytes.clone();
    this.chunk = chunk;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public InputStream open() {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return super.read(into, offset, Math.min(length, chunk));
      }
    };
  }
}
