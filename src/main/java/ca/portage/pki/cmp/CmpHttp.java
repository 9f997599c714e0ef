package ca.portage.pki.cmp;

import ca.portage.pki.PkiException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** CMP over HTTP (RFC 6712, RFC 9811): one POST for each message, no redirects, no retries. */
public final class CmpHttp implements CmpTransport {
  private static final String TYPE = "application/pkixcmp";

  private final URI url;
  private final Duration timeout;
  private final HttpClient client;

  /**
   * Posts to one URL.
   *
   * @param timeout for the whole of one message and its answer
   * @param tls for https; CMP protects its messages itself, so that http is as good
   */
  public CmpHttp(URI url, Duration timeout, Optional<SSLContext> tls) {
    this.url = url;
    this.timeout = timeout;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout);
    tls.ifPresent(
        context ->
            builder
                .sslContext(context)
                .sslParameters(new SSLParameters(null, new String[] {"TLSv1.3"})));
    this.client = builder.build();
  }

  @Override
  public byte[] exchange(byte[] request) throws PkiException {
    HttpRequest post =
        HttpRequest.newBuilder(url)
            .header("Content-Type", TYPE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(request))
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(post, head -> new LimitedBody(MAX_BYTES));
    try {
      return body(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new PkiException(
          "the CA at " + url + " did not answer within " + timeout.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new PkiException("the exchange with the CA at " + url + " was interrupted", e);
    }
  }

  private PkiException failure(Throwable cause) {
    String why =
        cause instanceof IOException && cause.getMessage() != null
            ? cause.getMessage()
            : cause.toString();
    return new PkiException("the CA at " + url + " cannot be reached: " + why, cause);
  }

  /** An error status may carry a CMP message that says more than the status (RFC 6712 §3.3). */
  private byte[] body(HttpResponse<byte[]> answer) throws PkiException {
    boolean cmp = answer.headers().firstValue("Content-Type").filter(CmpHttp::isCmp).isPresent();
    if (!cmp || answer.body().length == 0) {
      throw new PkiException(
          "the CA at "
              + url
              + " answered with status "
              + answer.statusCode()
              + " and no CMP message; is the path right, and does the CA speak CMP there?");
    }
    return answer.body();
  }

  private static boolean isCmp(String type) {
    return type.split(";", 2)[0].trim().equalsIgnoreCase(TYPE);
  }
}
