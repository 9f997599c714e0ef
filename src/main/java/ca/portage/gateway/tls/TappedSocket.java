package ca.portage.gateway.tls;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** Keeps the first bytes that the other side said, for what JSSE does not tell. */
final class TappedSocket extends Socket {
  private static final int MOST_BYTES = 64 * 1024;

  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  /** What was heard so far. */
  byte[] heard() {
    synchronized (heard) {
      return heard.toByteArray();
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        synchronized (heard) {
          heard.write(bytes, offset, Math.max(0, Math.min(count, MOST_BYTES - heard.size())));
        }
        return count;
      }
    };
  }
}
