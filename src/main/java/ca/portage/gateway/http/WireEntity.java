package ca.portage.gateway.http;

import ca.portage.content.Content;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/**
 * A stored message on its way out: bytes of known length and the header lines they were stored
 * with.
 *
 * <p>It remembers whether its first byte was handed to the connection, because that is the line
 * between "certainly not sent" and "ambiguous". It refuses to be written by a client that {@link
 * GatewayHttp} has not set up, so that a route edited by hand cannot send it over weak TLS.
 */
public final class WireEntity extends AbstractHttpEntity {
  private final Content wire;
  private final List<Header> headers;
  private volatile boolean armed;
  private volatile boolean started;
  private volatile Answer answer;
  private volatile Future<?> deadline;

  /** An entity over {@code wire}, sent with exactly {@code headers} and {@code Host}. */
  public WireEntity(Content wire, List<Header> headers) {
    super((String) null, null);
    this.wire = wire;
    this.headers = List.copyOf(headers);
  }

  /** Whether the first byte of the body was handed to the connection. */
  public boolean started() {
    return started;
  }

  /** The head of the answer, once it was read. */
  public Optional<Answer> answer() {
    return Optional.ofNullable(answer);
  }

  void answered(Answer head) {
    answer = head;
  }

  List<Header> headers() {
    return headers;
  }

  /** The first value of one of its header lines, by any spelling of the name. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(h -> h.getName().equalsIgnoreCase(name))
        .map(Header::getValue)
        .findFirst();
  }

  void deadline(Future<?> running) {
    deadline = running;
  }

  /** Ends the watch over this request, once its answer is read to the end or given up. */
  public void finished() {
    Future<?> running = deadline;
    if (running != null) {
      running.cancel(false);
    }
  }

  void arm() {
    armed = true;
  }

  @DurableSteps({CrashPoint.REQUEST_BEGUN, CrashPoint.REQUEST_WRITTEN})
  @Override
  public void writeTo(OutputStream out) throws IOException {
    if (!armed) {
      throw new IOException(
          "the https step of this route lacks httpClientConfigurer: nothing was sent;"
              + " restore the step from the shipped route file");
    }
    CrashPoint.REQUEST_BEGUN.reached();
    wire.copyTo(
        new FilterOutputStream(out) {
          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            started = true;
            out.write(bytes, offset, length);
          }

          @Override
          public void write(int b) throws IOException {
            started = true;
            out.write(b);
          }
        });
    out.flush();
    CrashPoint.REQUEST_WRITTEN.reached();
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public long getContentLength() {
    return wire.size();
  }

  @Override
  public InputStream getContent() throws IOException {
    return wire.open();
  }

  @Override
  public boolean isStreaming() {
    return false;
  }

  @Override
  public void close() {
    // Nothing is held open between two calls of writeTo.
  }
}
