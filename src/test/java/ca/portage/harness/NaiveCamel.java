package ca.portage.harness;

import ca.portage.app.Clear;
import ca.portage.app.ServiceProcess;
import ca.portage.app.Unattended;
import ca.portage.config.Channel;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.pki.KeyRing;
import ca.portage.pki.Trust;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.main.Main;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;

/**
 * The control: the same job as a plain Camel route, the way its manual shows it. The file consumer
 * moves a file after its route is done, the https step posts it, the file producer writes what was
 * fetched.
 */
final class NaiveCamel {
  private NaiveCamel() {}

  /** Runs until it is killed; the only argument is the home. */
  public static void main(String[] args) throws Exception {
    Home home = new Home(Path.of(args[0]));
    Channel channel = new ConfigLoader(home).channel("cig");
    KeyRing ring = Unattended.keys(channel);
    Main main = new Main();
    main.bind("naive", http(Trust.load(channel.trust())));
    main.configure().addRoutesBuilder(routes(channel, new NaiveSeal(channel, ring, home.root())));
    main.run();
  }

  /** Starts it as a process of its own. */
  static Process start(Path home) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                ServiceProcess.QUICK,
                "-cp",
                classPath(),
                NaiveCamel.class.getName(),
                home.toString()))
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("naive.out").toFile())
        .start();
  }

  /** What is compiled here, and the libraries of the bundle. */
  private static String classPath() {
    Stream<String> compiled =
        Stream.of(NaiveCamel.class, Clear.class, Home.class)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath());
    String libraries = Path.of("target", "lib").toAbsolutePath() + File.separator + "*";
    return Stream.concat(compiled, Stream.of(libraries))
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static RouteBuilder routes(Channel channel, NaiveSeal seal) {
    String http = "?httpClientConfigurer=#naive&httpMethod=POST&bridgeEndpoint=false";
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("file:" + channel.outbox() + "?delay=200&initialDelay=100&move=.sent")
            .process(seal::submission)
            .to(channel.submit() + http);
        from("timer:poll?period=200&delay=200")
            .process(seal::request)
            .to(channel.collect() + http)
            .split()
            .exchange(exchange -> interchanges(seal, exchange))
            .to("file:" + channel.inbox() + "?fileName=${exchangeId}.edi");
      }
    };
  }

  private static List<byte[]> interchanges(NaiveSeal seal, org.apache.camel.Exchange exchange) {
    try {
      return seal.interchanges(exchange);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpClientConfigurer http(Trust trust) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (X509Certificate anchor : trust.anchors()) {
      store.setCertificateEntry(anchor.getSerialNumber().toString(), anchor);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    context.init(null, factory.getTrustManagers(), null);
    return builder ->
        builder
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setTlsSocketStrategy(
                        ClientTlsStrategyBuilder.create().setSslContext(context).buildClassic())
                    .build())
            .addRequestInterceptorLast(
                (request, entity, stage) -> {
                  request.setHeader(
                      "Date",
                      DateTimeFormatter.RFC_1123_DATE_TIME.format(
                          ZonedDateTime.now(ZoneOffset.UTC)));
                })
            .evictIdleConnections(org.apache.hc.core5.util.TimeValue.of(1, TimeUnit.SECONDS));
  }
}
