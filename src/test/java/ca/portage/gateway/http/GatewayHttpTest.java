package ca.portage.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.config.Http;
import ca.portage.config.Profile;
import ca.portage.config.Timeouts;
import ca.portage.config.Tls;
import ca.portage.content.Content;
import ca.portage.gateway.tls.Endpoint;
import ca.portage.gateway.tls.Endpoints;
import ca.portage.gateway.tls.KnownChains;
import ca.portage.gateway.tls.Line;
import ca.portage.gateway.tls.LineNews;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import ca.portage.pki.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One request, exact bytes, TLS 1.3 to somebody trusted, or nothing at all. */
class GatewayHttpTest {
  private static final ScheduledExecutorService DEADLINES =
      Executors.newSingleThreadScheduledExecutor();

  @TempDir static Path folder;

  private static TestAuthority authority;
  private static Issued good;
  private static Trust trust;
  private static Profile shipped;

  @BeforeAll
  static void keys() throws Exception {
    authority = TestAuthority.create("Test CA", Clock.systemUTC());
    good = authority.issue(Purpose.TLS_SERVER, "cn=localhost", "localhost", "127.0.0.1");
    TestAuthority.writePem(folder.resolve("ca.pem"), authority.certificate());
    trust = Trust.load(folder);
    shipped = new ConfigLoader(new Home(Path.of("."))).profile("cig-2026");
  }

  @AfterAll
  static void stop() {
    DEADLINES.shutdownNow();
  }

  @Test
  void aTrustedServerThatSpeaksTls13GetsTheMessage() throws Exception {
    try (TlsServer server = server(good, "TLSv1.3", TlsServer.status("200 OK"))) {
      WireEntity entity = entity("hello");
      assertThat(post(server.uri("localhost"), entity, shipped)).isEqualTo(200);
      assertThat(entity.started()).isTrue();
      assertThat(server.bytesHeard()).isPositive();
    }
  }

  @Test
  void aServerThatSpeaksOnlyTls12GetsNotOneByteOfHttp() throws Exception {
    try (TlsServer server = server(good, "TLSv1.2", TlsServer.status("200 OK"))) {
      refused(server, "localhost", shipped);
    }
  }

  @Test
  void control_withTls12AllowedTheSameServerWouldGetTheMessage() throws Exception {
    try (TlsServer server = server(good, "TLSv1.2", TlsServer.status("200 OK"))) {
      Profile weak =
          with(
              shipped, new Tls(List.of("TLSv1.2"), List.of(), List.of(), 2048), shipped.timeouts());
      assertThat(post(server.uri("localhost"), entity("hello"), weak)).isEqualTo(200);
      assertThat(server.bytesHeard()).isPositive();
    }
  }

  @Test
  void aSelfSignedServerGetsNotOneByteOfHttp() throws Exception {
    Issued stranger =
        TestAuthority.create("Stranger", Clock.systemUTC())
            .issue(Purpose.TLS_SERVER, "cn=localhost", "localhost");
    try (TlsServer server = server(stranger, "TLSv1.3", TlsServer.status("200 OK"))) {
      refused(server, "localhost", shipped);
    }
  }

  @Test
  void anExpiredServerGetsNotOneByteOfHttp() throws Exception {
    Issued expired =
        authority.issue(
            Purpose.TLS_SERVER,
            "cn=localhost",
            Duration.ofDays(-30),
            Duration.ofDays(-1),
            "localhost");
    try (TlsServer server = server(expired, "TLSv1.3", TlsServer.status("200 OK"))) {
      refused(server, "localhost", shipped);
    }
  }

  @Test
  void aServerOfAnotherNameGetsNotOneByteOfHttp() throws Exception {
    Issued other = authority.issue(Purpose.TLS_SERVER, "cn=localhost", "other.example");
    try (TlsServer server = server(other, "TLSv1.3", TlsServer.status("200 OK"))) {
      refused(server, "localhost", shipped);
    }
  }

  @Test
  void headersGoOutInTheGivenOrderAndCaseAndNoOthers() throws Exception {
    try (TlsServer server = server(good, "TLSv1.3", TlsServer.status("200 OK"))) {
      post(server.uri("localhost"), entity("hello"), shipped);
      String head = server.requests().get(0);
      assertThat(head.split("\r\n"))
          .containsExactly(
              "POST /put HTTP/1.1",
              "Host: " + server.uri("localhost").getAuthority(),
              "From: edi@broker.example",
              "zULU: 1",
              "Mime-Version: 1.0",
              "Content-Length: 5");
    }
  }

  @Test
  void http10IsOneWordOfTheProfile() throws Exception {
    Profile old =
        new Profile(
            shipped.name(),
            shipped.description(),
            new Http("1.0"),
            shipped.tls(),
            shipped.timeouts(),
            shipped.headers(),
            shipped.request(),
            shipped.status(),
            shipped.message(),
            shipped.policy(),
            shipped.receipt(),
            shipped.environments(),
            shipped.schedule());
    try (TlsServer server = server(good, "TLSv1.3", TlsServer.status("200 OK"))) {
      post(server.uri("localhost"), entity("hello"), old);
      assertThat(server.requests().get(0)).startsWith("POST /put HTTP/1.0\r\n");
    }
  }

  @Test
  void aServerThatAsksForPatienceIsNotAskedAgainBehindTheLedgersBack() throws Exception {
    TlsServer.Script busy = TlsServer.status("503 busy\r\nRetry-After: 1");
    try (TlsServer server = server(good, "TLSv1.3", busy)) {
      WireEntity entity = entity("hello");
      assertThat(post(server.uri("localhost"), entity, shipped)).isEqualTo(503);
      assertThat(server.requests()).hasSize(1);
      assertThat(entity.answer().orElseThrow().retryAfter(Clock.systemUTC()))
          .contains(Duration.ofSeconds(1));
    }
  }

  @Test
  void aRedirectIsAnAnswerAndNotFollowed() throws Exception {
    TlsServer.Script moved = TlsServer.status("307 moved\r\nLocation: https://elsewhere.example/");
    try (TlsServer server = server(good, "TLSv1.3", moved)) {
      assertThat(post(server.uri("localhost"), entity("hello"), shipped)).isEqualTo(307);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aConnectionThatDiesAfterTheBodyIsAmbiguousAndAskedOnce() throws Exception {
    try (TlsServer server = server(good, "TLSv1.3", (client, out) -> client.close())) {
      WireEntity entity = entity("hello");
      assertThatThrownBy(() -> post(server.uri("localhost"), entity, shipped))
          .isInstanceOf(IOException.class);
      assertThat(entity.started()).isTrue();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aServerThatDripsItsAnswerMeetsTheTotalDeadline() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    TlsServer.Script drip =
        (client, out) -> {
          out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
          try {
            while (!over.await(50, TimeUnit.MILLISECONDS)) {
              out.write('x');
              out.flush();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    Timeouts hasty =
        new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofMillis(700));
    try (TlsServer server = server(good, "TLSv1.3", drip)) {
      long start = System.nanoTime();
      assertThatThrownBy(
              () ->
                  post(
                      server.uri("localhost"),
                      entity("hello"),
                      with(shipped, shipped.tls(), hasty)))
          .isInstanceOf(IOException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    } finally {
      over.countDown();
    }
  }

  @Test
  void aRouteThatLostItsHttpClientConfigurerSendsNothing() throws Exception {
    try (TlsServer server = server(good, "TLSv1.3", TlsServer.status("200 OK"));
        CloseableHttpClient plain = HttpClientBuilder.create().disableAutomaticRetries().build()) {
      HttpPost post = new HttpPost(server.uri("localhost"));
      WireEntity entity = entity("hello");
      post.setEntity(entity);
      assertThatThrownBy(() -> plain.execute(post, r -> r.getCode()))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> entity.writeTo(java.io.OutputStream.nullOutputStream()))
          .hasMessageContaining("httpClientConfigurer");
      assertThat(entity.started()).isFalse();
    }
  }

  private void refused(TlsServer server, String host, Profile profile) {
    WireEntity entity = entity("hello");
    assertThatThrownBy(() -> post(server.uri(host), entity, profile))
        .isInstanceOf(SSLException.class);
    assertThat(entity.started()).isFalse();
    assertThat(server.bytesHeard()).isZero();
  }

  private static TlsServer server(Issued issued, String protocol, TlsServer.Script script)
      throws Exception {
    return new TlsServer(issued.key(), issued.certificate(), protocol, script);
  }

  private static WireEntity entity(String text) {
    return new WireEntity(
        Content.of(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
        List.of(
            new BasicHeader("From", "edi@broker.example"),
            new BasicHeader("zULU", "1"),
            new BasicHeader("Mime-Version", "1.0")));
  }

  private static int post(URI uri, WireEntity entity, Profile profile) throws IOException {
    HttpClientBuilder builder = HttpClientBuilder.create();
    GatewayClock unheard = new GatewayClock(Clock.systemUTC(), alert -> {});
    Endpoint endpoint =
        new Endpoint(
            "submit",
            uri,
            profile.tls(),
            Duration.ofSeconds(2),
            uri.getHost(),
            () -> trust,
            path -> {},
            List.of(),
            Optional.empty(),
            Optional.empty());
    LineNews news =
        new LineNews(
            "cig",
            new KnownChains(folder.resolve("tls"), Clock.systemUTC()),
            alert -> {},
            Clock.systemUTC());
    Line line = new Line(Clock.systemUTC(), Map.of());
    new GatewayHttp(profile, new Endpoints(endpoint, endpoint), line, news, DEADLINES, unheard)
        .configureHttpClient(builder);
    try (CloseableHttpClient client = builder.build()) {
      HttpPost post = new HttpPost(uri);
      post.setEntity(entity);
      return client.execute(
          post,
          response -> {
            EntityUtils.consume(response.getEntity());
            return response.getCode();
          });
    }
  }

  private static Profile with(Profile profile, Tls tls, Timeouts timeouts) {
    return new Profile(
        profile.name(),
        profile.description(),
        profile.http(),
        tls,
        timeouts,
        profile.headers(),
        profile.request(),
        profile.status(),
        profile.message(),
        profile.policy(),
        profile.receipt(),
        profile.environments(),
        profile.schedule());
  }
}
