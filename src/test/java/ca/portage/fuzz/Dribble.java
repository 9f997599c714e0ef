package ca.portage.fuzz;

import ca.portage.content.Content;
import java.io.ByteArrayInputStream;
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
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, chunk));
      }
    };
  }
}
