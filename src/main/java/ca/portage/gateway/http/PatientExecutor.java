package ca.portage.gateway.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Reads past interim answers (100, 102), but not past any number of them (reliability B6). */
final class PatientExecutor extends HttpRequestExecutor {
  private static final int MOST_INTERIM = 10;

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      HttpResponseInformationCallback callback,
      HttpContext context)
      throws IOException, HttpException {
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
}
