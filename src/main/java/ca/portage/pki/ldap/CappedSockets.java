package ca.portage.pki.ldap;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets that end after a number of bytes. JNDI holds an answer in memory before anybody can look
 * at its size, and nobody proves who answers on port 389.
 */
public final class CappedSockets extends SocketFactory {
  /** All answers of one connection; the largest value that is used has a quarter of it. */
  static final int MAX_BYTES = 4 << 20;

  private static final CappedSockets INSTANCE = new CappedSockets();

  private CappedSockets() {}

  /** As JNDI asks for it, by reflection. */
  public static SocketFactory getDefault() {
    return INSTANCE;
  }

  @Override
  public Socket createSocket() {
    return new Capped();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket(InetAddress.getByName(host), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw new IOException("a connection without a time-out is not made");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }

  private static final class Capped extends Socket {
    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        private long left = MAX_BYTES;

        @Override
        public int read() throws IOException {
          int read = in.read();
          count(read < 0 ? -1 : 1);
          return read;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
          return count(in.read(buffer, from, length));
        }

        private int count(int read) throws IOException {
          left -= Math.max(0, read);
          if (left < 0) {
            throw new IOException("the directory answers with more than " + MAX_BYTES + " bytes");
          }
          return read;
        }
      };
    }
  }
}
