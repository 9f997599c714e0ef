package ca.portage.hostile;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** One connection of the hostile gateway: whole requests come in, any bytes go out. */
final class Line implements Closeable {
  private static final int LINGER_MILLIS = 2_000;

  private final SSLSocket socket;
  private final InputStream in;
  private final OutputStream out;
  private boolean cut;

  Line(SSLSocket socket) throws IOException {
    this.socket = socket;
    this.in = new java.io.BufferedInputStream(socket.getInputStream(), 1 << 16);
    this.out = socket.getOutputStream();
  }

  /** The next request, or nothing when the client has closed the connection. */
  Optional<Taken> take() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      lines.add(line);
    }
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    int length = Integer.parseInt(Taken.value(lines, "Content-Length").orElse("0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new IOException("a request that ends early");
    }
    return Optional.of(new Taken(List.copyOf(lines), body));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Drops the connection below TLS, without a farewell. */
  void cut() throws IOException {
    cut = true;
    Socket raw = socket;
    raw.setSoLinger(true, 0);
    raw.close();
  }

  /** Ends the answer in good order: the client reads everything before it sees the end. */
  @Override
  public void close() throws IOException {
    if (cut) {
      return;
    }
    try (socket) {
      socket.setSoTimeout(LINGER_MILLIS);
      socket.shutdownOutput();
      in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
