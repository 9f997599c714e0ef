package ca.portage.gateway.http;

import ca.portage.config.Profile;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.gateway.tls.Endpoints;
import ca.portage.gateway.tls.Line;
import ca.portage.gateway.tls.LineNews;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sets up the HTTP client of one channel, whatever the route file says: lines of our own to the
 * endpoints of the channel, one request for one attempt, headers in the profile's order and case
 * (CIG E-16, P-02, P-03).
 *
 * <p>HttpClient's own retries, redirects, decompression, cookies and default headers are all off:
 * each of them would send something the ledger does not know of.
 */
public final class GatewayHttp implements HttpClientConfigurer {
  private static final String ENTITY = "portage.entity";

  /** None: a gateway that closes right after its answer must not make the next one ambiguous. */
  private static final Duration IDLE_TRUSTED = Duration.ZERO;

  private static final Duration KEPT_ALIVE = Duration.ofMinutes(2);
  private static final int MAX_HEADERS = 200;
  private static final int MAX_LINE_BYTES = 16 * 1024;

  private final Profile profile;
  private final Endpoints endpoints;
  private final LineOperator lines;
  private final ScheduledExecutorService deadlines;
  private final GatewayClock gatewayClock;

  /**
   * A client for {@code profile}, on {@code line} to {@code endpoints}; {@code deadlines} ends
   * requests that outlive the profile's total time-out.
   */
  public GatewayHttp(
      Profile profile,
      Endpoints endpoints,
      Line line,
      LineNews news,
      ScheduledExecutorService deadlines,
      GatewayClock gatewayClock) {
    this.profile = profile;
    this.endpoints = endpoints;
    this.lines = new LineOperator(endpoints, line, news, profile.timeouts());
    this.deadlines = deadlines;
    this.gatewayClock = gatewayClock;
  }

  @Override
  public void configureHttpClient(HttpClientBuilder builder) {
    builder.setConnectionManager(connections());
    builder.setConnectionManagerShared(false);
    builder.setDefaultRequestConfig(
        RequestConfig.custom()
            .setResponseTimeout(timeout(profile.timeouts().response()))
            .setConnectionRequestTimeout(timeout(profile.timeouts().connect()))
            .setRedirectsEnabled(false)
            .setAuthenticationEnabled(false)
            .setExpectContinueEnabled(false)
            .build());
    builder.setRequestExecutor(new PatientExecutor());
    builder.setConnectionReuseStrategy(GatewayHttp::mayUseAgain);
    builder.disableAutomaticRetries();
    builder.disableRedirectHandling();
    builder.disableContentCompression();
    builder.disableCookieManagement();
    builder.disableAuthCaching();
    builder.disableDefaultUserAgent();
    builder.addExecInterceptorFirst("portage", this::execute);
    builder.addRequestInterceptorLast(this::exactHeaders);
  }

  /** After an answer whose end is in dispute, what follows on the connection may be part of it. */
  private static boolean mayUseAgain(
      HttpRequest request, HttpResponse response, HttpContext context) {
    return new Answer(response.getCode(), List.of(response.getHeaders())).disputedEnd().isEmpty()
        && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context);
  }

  /** How much a head may hold. */
  static Http1Config.Builder limits() {
    return Http1Config.custom().setMaxHeaderCount(MAX_HEADERS).setMaxLineLength(MAX_LINE_BYTES);
  }

  private ManagedHttpClientConnectionFactory connectionFactory() {
    Http1Config limits = limits().setVersion(version()).build();
    // The client asks a parser factory of ours without its limits: unless they are given here, a
    // head may have any number of lines, and a folded line any length (reliability D7).
    return ManagedHttpClientConnectionFactory.builder()
        .http1Config(limits)
        .responseParserFactory(none -> new WholeHeadParser(limits))
        .build();
  }

  private HttpClientConnectionManager connections() {
    PoolingHttpClientConnectionManager pool =
        new PoolingHttpClientConnectionManager(lines, null, null, null, connectionFactory());
    pool.setDefaultConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(timeout(profile.timeouts().connect()))
            .setSocketTimeout(timeout(profile.timeouts().response()))
            .setTimeToLive(TimeValue.of(KEPT_ALIVE))
            .setValidateAfterInactivity(TimeValue.of(IDLE_TRUSTED))
            .build());
    return pool;
  }

  @DurableSteps(CrashPoint.REQUEST_ANSWERED)
  private ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    if (!(request.getEntity() instanceof WireEntity entity)) {
      throw new IOException("only a stored message is sent to the gateway; nothing was sent");
    }
    scope.clientContext.setAttribute(ENTITY, entity);
    HttpHost target = scope.route.getTargetHost();
    scope.clientContext.setAttribute(
        LineOperator.ENDPOINT,
        endpoints.of(target.getHostName(), target.getPort(), request.getPath()));
    entity.arm();
    request.setVersion(version());
    // It runs on while the body is read: a drip of bytes must not hold the route either (B10).
    entity.deadline(
        deadlines.schedule(
            () -> scope.originalRequest instanceof Cancellable c && c.cancel(),
            profile.timeouts().total().toMillis(),
            TimeUnit.MILLISECONDS));
    try {
      ClassicHttpResponse response = chain.proceed(request, scope);
      Answer head = new Answer(response.getCode(), List.of(response.getHeaders()));
      entity.answered(head);
      CrashPoint.REQUEST_ANSWERED.reached();
      gatewayClock.answered(head);
      return response;
    } catch (IOException | HttpException | RuntimeException e) {
      entity.finished();
      throw e;
    }
  }

  private void exactHeaders(HttpRequest request, EntityDetails details, HttpContext context) {
    WireEntity entity = (WireEntity) context.getAttribute(ENTITY);
    Header host = request.getFirstHeader(HttpHeaders.HOST);
    request.setHeaders();
    request.addHeader(host);
    entity.headers().forEach(request::addHeader);
    if (!request.containsHeader(HttpHeaders.CONTENT_LENGTH)) {
      request.addHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(entity.getContentLength()));
    }
  }

  private HttpVersion version() {
    return profile.http().version().equals("1.0") ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1;
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.of(duration);
  }
}
