package ca.portage.gateway.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;

/**
 * Reads past interim answers (100, 102), but not past any number of them (reliability B6), and asks
 * nothing on a connection that was used before and on which bytes lie that nobody asked for: they
 * would be taken for the answer to this request (RFC 9112 §9.2, §11.2).
 */
final class PatientExecutor extends HttpRequestExecutor {
  private static final int MOST_INTERIM = 10;

  /** What lies there already is seen at once; what is on its way cannot be waited for. */
  private static final Timeout AT_ONCE = Timeout.ofMilliseconds(1);

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      HttpResponseInformationCallback callback,
      HttpContext context)
      throws IOException, HttpException {
    refuseUnasked(connection);
    AtomicInteger interim = new AtomicInteger();
    return super.execute(
        request,
        connection,
        (response, on, during) -> {
          if (interim.incrementAndGet() > MOST_INTERIM) {
            throw new ProtocolException(
                "more than " + MOST_INTERIM + " interim answers, the last " + response.getCode());
          }
          if (callback != null) {
            callback.execute(response, on, during);
          }
        },
        context);
  }

  private static void refuseUnasked(HttpClientConnection connection) throws IOException {
    EndpointDetails details = connection.getEndpointDetails();
    boolean usedBefore = details != null && details.getRequestCount() > 0;
    if (usedBefore && connection.isDataAvailable(AT_ONCE)) {
      throw new IOException(
          "the gateway left bytes behind its last answer that nobody had asked for; the connection"
              + " was closed and nothing was sent on it");
    }
  }
}
