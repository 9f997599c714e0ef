package ca.portage.gateway.http;

import ca.portage.config.Timeouts;
import ca.portage.gateway.tls.Endpoint;
import ca.portage.gateway.tls.Endpoints;
import ca.portage.gateway.tls.Line;
import ca.portage.gateway.tls.LineNews;
import ca.portage.gateway.tls.Secured;
import ca.portage.gateway.tls.TlsRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Opens the HTTP client's connections on our lines. The client's own way to a proxy takes the
 * proxy's refusal for the gateway's answer, and its own way of comparing names believes a common
 * name; neither is used.
 */
final class LineOperator implements HttpClientConnectionOperator {
  static final String ENDPOINT = "portage.endpoint";

  private final Endpoints endpoints;
  private final Line line;
  private final LineNews news;
  private final Timeouts timeouts;

  LineOperator(Endpoints endpoints, Line line, LineNews news, Timeouts timeouts) {
    this.endpoints = endpoints;
    this.line = line;
    this.news = news;
    this.timeouts = timeouts;
  }

  @Override
  public void connect(
      ManagedHttpClientConnection connection,
      HttpHost host,
      InetSocketAddress localAddress,
      TimeValue connectTimeout,
      SocketConfig socketConfig,
      HttpContext context)
      throws IOException {
    Endpoint endpoint = endpoint(host, context);
    try {
      Secured secured = line.open(endpoint, timeouts.connect(), socket -> bind(connection, socket));
      connection.bind(secured.socket(), secured.socket());
      connection.setSocketTimeout(Timeout.of(timeouts.response()));
      news.reached(endpoint, secured);
    } catch (TlsRefusedException e) {
      news.refused(endpoint, e);
      throw e;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Endpoint endpoint(HttpHost host, HttpContext context) {
    Object known = context.getAttribute(ENDPOINT);
    return known instanceof Endpoint endpoint
        ? endpoint
        : endpoints.of(host.getHostName(), host.getPort(), "/");
  }

  /** From then on a deadline can close it. */
  private static void bind(ManagedHttpClientConnection connection, Socket socket) {
    try {
      connection.bind(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void upgrade(ManagedHttpClientConnection connection, HttpHost host, HttpContext context)
      throws IOException {
    throw new IOException("a connection is secured when it is opened, or not at all");
  }
}
