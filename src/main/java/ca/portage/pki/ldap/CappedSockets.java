package ca.portage.pki.ldap;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.naming.NamingException;
import javax.net.SocketFactory;

/**
 * Sockets that end after a number of bytes and after a time. JNDI holds an answer in memory before
 * anybody can look at its size, waits anew for each part of an answer, and nobody proves who
 * answers on port 389.
 */
public final class CappedSockets extends SocketFactory {
  /** All answers of one connection; the largest value that is used has a quarter of it. */
  static final int MAX_BYTES = 4 << 20;

  private static final CappedSockets INSTANCE = new CappedSockets();

  /** Until when sockets live that this thread makes: JNDI finds its factory by itself. */
  private static final ThreadLocal<Long> END = new ThreadLocal<>();

  private CappedSockets() {}

  /** Something with JNDI that may make a socket. */
  @FunctionalInterface
  interface Step<T> {
    T run() throws NamingException;
  }

  /** Runs a step; sockets that are made in it are good for nothing after {@code end}. */
  static <T> T until(long end, Step<T> step) throws NamingException {
    END.set(end);
    try {
      return step.run();
    } finally {
      END.remove();
    }
  }

  /** As JNDI asks for it, by reflection. */
  public static SocketFactory getDefault() {
    return INSTANCE;
  }

  @Override
  public Socket createSocket() throws IOException {
    Long end = END.get();
    if (end == null) {
      throw new IOException("a connection without an end is not made");
    }
    return new Capped(end);
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
    private final long end;

    Capped(long end) {
      this.end = end;
    }

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
          if (System.nanoTime() - end > 0) {
            throw new IOException("the directory takes too long");
          }
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
