package ca.portage.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** Contents one after the other; only one of them is open at a time. */
record Joined(List<Content> parts) implements Content {

  @Override
  public long size() {
    return parts.stream().mapToLong(Content::size).sum();
  }

  @Override
  public InputStream open() {
    return new JoinedStream(parts.iterator());
  }

  private static final class JoinedStream extends InputStream {
    private final Iterator<Content> rest;
    private InputStream current = InputStream.nullInputStream();

    JoinedStream(Iterator<Content> rest) {
      this.rest = rest;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int n = current.read(buffer, offset, length);
      while (n < 0 && rest.hasNext()) {
        current.close();
        current = rest.next().open();
        n = current.read(buffer, offset, length);
      }
      return n;
    }

    @Override
    public void close() throws IOException {
      current.close();
    }
  }
}
