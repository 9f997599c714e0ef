package ca.portage.simulator.http;

import ca.portage.content.Content;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

/** Serves the requests of one connection, one after the other. */
final class Connection implements Closeable {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final long LINGER_LIMIT_BYTES = 1L << 30;

  private final Socket raw;
  private final SSLSocket socket;
  private final Handler handler;
  private final BodyReader bodies;
  private final CountDownLatch stopping;
  private volatile boolean idle = true;

  /**
   * @param raw the connection below TLS: closing that one drops it without a farewell
   */
  Connection(
      Socket raw, SSLSocket socket, Handler handler, BodyReader bodies, CountDownLatch stopping) {
    this.raw = raw;
    this.socket = socket;
    this.handler = handler;
    this.bodies = bodies;
    this.stopping = stopping;
  }

  /** Serves until either side closes; an answer once begun is always finished or reported cut. */
  void serve() throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
    boolean open = true;
    while (open && stopping.getCount() > 0) {
      open = exchange(in, out);
    }
  }

  /** Whether no request is being read or answered, so that closing loses nothing. */
  boolean idle() {
    return idle;
  }

  boolean closed() {
    return raw.isClosed();
  }

  /** Drops the connection as it is. */
  @Override
  public void close() throws IOException {
    raw.close();
  }

  private boolean exchange(InputStream in, OutputStream out) throws IOException {
    Optional<RequestHead> head;
    try {
      head = HeadParser.next(in);
    } catch (MalformedRequestException e) {
      write(handler.malformed(e.getMessage()), out);
      linger(in);
      return false;
    }
    if (head.isEmpty()) {
      return false;
    }
    idle = false;
    Request request = body(head.get(), in, out);
    try {
      Answer answer = handler.answer(request);
      boolean open = write(answer, out) && answer.keepAlive() && head.get().persistent();
      idle = true;
      if (!open && answer.complete()) {
        linger(in);
      }
      return open;
    } finally {
      Files.deleteIfExists(request.body());
    }
  }

  private Request body(RequestHead head, InputStream in, OutputStream out) throws IOException {
    if (head.values("Expect").stream().anyMatch(v -> v.equalsIgnoreCase("100-continue"))) {
      out.write(CONTINUE);
      out.flush();
    }
    try {
      return bodies.read(head, in, head.length().orElse(0L));
    } catch (IOException e) {
      handler.broken(head, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private boolean write(Answer answer, OutputStream out) throws IOException {
    boolean written = false;
    try {
      hold(answer.delay());
      Content whole = answer.whole();
      whole.slice(0, Math.min(whole.size(), answer.sendBytes())).copyTo(out);
      out.flush();
      written = answer.complete();
    } finally {
      answer.completion().ended(written);
    }
    return written;
  }

  private void hold(Duration delay) throws IOException {
    if (delay.isZero()) {
      return;
    }
    try {
      if (stopping.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("the server stopped while the answer was held back");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the answer was held back", e);
    }
  }

  /** Reads what the client still sends, or a reset would destroy the answer it has not yet read. */
  private void linger(InputStream in) throws IOException {
    socket.setSoTimeout(2_000);
    socket.shutdownOutput();
    byte[] buffer = new byte[1 << 14];
    long drained = 0;
    for (int n = in.read(buffer); n >= 0 && drained < LINGER_LIMIT_BYTES; n = in.read(buffer)) {
      drained += n;
    }
  }
}
