package ca.portage.harness.proxy;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One TLS connection, and the bare one below it, which can be ended in other ways. */
final class Line implements Closeable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket raw;
  private final SSLSocket tls;
  private final InputStream in;

  private Line(Socket raw, SSLSocket tls) throws IOException {
    this.raw = raw;
    this.tls = tls;
    raw.setTcpNoDelay(true);
    tls.setSoTimeout(PATIENCE_MILLIS);
    tls.startHandshake();
    this.in = new BufferedInputStream(tls.getInputStream());
  }

  static Line accepted(Socket raw, SSLContext context) throws IOException {
    return new Line(raw, (SSLSocket) context.getSocketFactory().createSocket(raw, null, true));
  }

  static Line to(int port, SSLContext context) throws IOException {
    Socket raw = new Socket(InetAddress.getLoopbackAddress(), port);
    return new Line(
        raw, (SSLSocket) context.getSocketFactory().createSocket(raw, "localhost", port, true));
  }

  InputStream in() {
    return in;
  }

  OutputStream out() throws IOException {
    return tls.getOutputStream();
  }

  /** Drops it with a reset, whatever is still on its way. */
  void reset() throws IOException {
    raw.setSoLinger(true, 0);
    raw.close();
  }

  /** Ends the direction to the other side without a farewell. */
  void fin() throws IOException {
    raw.shutdownOutput();
  }

  /** Ends the direction to the other side as TLS does it. */
  void halfClose() throws IOException {
    tls.shutdownOutput();
  }

  /** Swallows what still comes, until the other side ends. */
  void drain() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
