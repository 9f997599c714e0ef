package ca.portage.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.gateway.Guarded;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.component.mock.MockComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped CIG routes, with recorded steps: which way a message takes, and what stops it. */
class CigRoutesTest extends CamelTestSupport {
  private static final List<String> STEPS =
      List.of(
          "claim",
          "claimed",
          "part",
          "multipart",
          "pack",
          "due",
          "attempt",
          "conclude",
          "precheck",
          "request",
          "ask",
          "store",
          "stored",
          "take",
          "open",
          "identify",
          "reject",
          "settle",
          "deliver",
          "receipt",
          "acknowledge",
          "unpacked",
          "trouble",
          "notice",
          "watch",
          "sweep",
          "stale");

  @TempDir Path home;

  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final Map<String, Processor> scripts = new ConcurrentHashMap<>();

  /** Takes every file; stands where the channel's intake stands. */
  public static final class EveryFile
      implements PollingConsumerPollStrategy, GenericFileFilter<File> {
    @Override
    public boolean accept(GenericFile<File> file) {
      return true;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
      return true;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
      assertThat(polledMessages).isNotNegative();
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retry, Exception cause) {
      return false;
    }
  }

  /** Gives the parts a test has laid out. */
  public static final class Parts {
    private final List<String> parts = new CopyOnWriteArrayList<>();

    /** The parts of a download. */
    public List<String> parts(org.apache.camel.Exchange exchange) {
      return new ArrayList<>(parts);
    }
  }

  private final Parts parts = new Parts();

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext context = super.createCamelContext();
    context.addComponent("crypto-cms", new MockComponent());
    context.addComponent("https", new MockComponent());
    Files.createDirectories(home.resolve("outbox"));
    Properties values = new Properties();
    values.setProperty("cig.outbox", home.resolve("outbox").toString());
    values.setProperty("cig.submit", "https://gateway.example/put");
    values.setProperty("cig.collect", "https://gateway.example/get");
    values.setProperty("cig.poll", "3600000");
    context.getPropertiesComponent().setInitialProperties(values);
    return context;
  }

  @Override
  protected void bindToRegistry(Registry registry) {
    for (String step : STEPS) {
      registry.bind("cig." + step, new Guarded(exchange -> run(step, exchange)));
    }
    registry.bind("cig.intake", new EveryFile());
    registry.bind("cig.parts", parts);
    scripts.put("precheck", exchange -> exchange.setRouteStop(true));
    for (String list : List.of("claimed", "due", "stored")) {
      scripts.put(list, CigRoutesTest::nothing);
    }
  }

  private void run(String step, Exchange exchange) throws Exception {
    Processor script = scripts.get(step);
    if (script != null) {
      script.process(exchange);
    }
    if (exchange.getProperty("quiet") == null) {
      ran.add(step);
    }
  }

  private static void nothing(Exchange exchange) {
    exchange.getIn().setBody(List.of());
    exchange.setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, false);
    exchange.setProperty("quiet", true);
  }

  /** A list step that gives {@code id} once. */
  private void once(String list, String id) {
    CountDownLatch given = new CountDownLatch(1);
    scripts.put(
        list,
        exchange -> {
          if (given.getCount() == 0) {
            nothing(exchange);
            return;
          }
          given.countDown();
          exchange.getIn().setBody(List.of(id));
        });
  }

  @BeforeEach
  void loadTheShippedFiles() throws Exception {
    for (String file : List.of("routes/cig.camel.yaml", "routes/site.camel.yaml")) {
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "file:" + file));
    }
  }

  @Test
  void aDroppedFileIsClaimedSignedEncryptedAndPacked() throws Exception {
    scripts.put(
        "claim",
        exchange -> {
          File file = (File) exchange.getIn().getBody(GenericFile.class).getFile();
          Files.delete(file.toPath());
          exchange.getIn().setBody("m1");
        });
    drop("a.edi");
    await().until(() -> ran.contains("pack"));
    assertThat(steps("claim", "part", "multipart", "pack"))
        .containsExactly("claim", "part", "multipart", "pack");
    assertThat(mock("crypto-cms:sign:cig").getReceivedCounter()).isEqualTo(1);
    assertThat(mock("crypto-cms:encrypt:cig").getReceivedCounter()).isEqualTo(1);
  }

  @Test
  void aStepThatThrowsAnErrorEndsThatMessageAndNotTheRoute() throws Exception {
    scripts.put(
        "claim",
        exchange -> {
          File file = (File) exchange.getIn().getBody(GenericFile.class).getFile();
          Files.delete(file.toPath());
          exchange.getIn().setBody(file.getName());
        });
    scripts.put(
        "part",
        exchange -> {
          if (exchange.getIn().getBody(String.class).equals("bad.edi")) {
            throw new StackOverflowError("from a parser");
          }
        });
    drop("bad.edi");
    await().until(() -> ran.contains("trouble"));
    assertThat(ran).doesNotContain("pack");
    drop("good.edi");
    await().until(() -> ran.contains("pack"));
  }

  @Test
  void aGatewayThatHangsKeepsNeitherPickUpNorDeliveryWaiting() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    mock("https://gateway.example/put")
        .whenAnyExchangeReceived(exchange -> hanging.await(20, TimeUnit.SECONDS));
    once("due", "m1");
    await().until(() -> ran.contains("attempt"));
    scripts.put(
        "claim",
        exchange -> {
          File file = (File) exchange.getIn().getBody(GenericFile.class).getFile();
          Files.delete(file.toPath());
          exchange.getIn().setBody("m2");
        });
    drop("b.edi");
    parts.parts.add("p1");
    scripts.put("identify", exchange -> exchange.setProperty("PortageKind", "interchange"));
    once("stored", "d1");
    await().until(() -> ran.containsAll(List.of("pack", "deliver", "acknowledge")));
    assertThat(ran).doesNotContain("conclude");
    hanging.countDown();
    await().until(() -> ran.contains("conclude"));
  }

  @Test
  void aBrokenConnectionIsConcludedWithItsCause() throws Exception {
    mock("https://gateway.example/put")
        .whenAnyExchangeReceived(
            exchange -> {
              throw new java.io.IOException("reset");
            });
    List<Exception> causes = new CopyOnWriteArrayList<>();
    scripts.put(
        "conclude",
        exchange -> causes.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
    once("due", "m1");
    await().until(() -> ran.contains("conclude"));
    assertThat(causes).singleElement().isInstanceOf(java.io.IOException.class);
    assertThat(ran).doesNotContain("trouble");
    assertThat(mock("https://gateway.example/put").getReceivedCounter()).isEqualTo(1);
  }

  @Test
  void aReceiptIsSettledAndNeverAnswered() throws Exception {
    parts.parts.add("p1");
    scripts.put("identify", exchange -> exchange.setProperty("PortageKind", "receipt"));
    once("stored", "d1");
    await().until(() -> ran.contains("unpacked"));
    assertThat(ran).contains("settle").doesNotContain("deliver", "receipt", "acknowledge");
  }

  @Test
  void anInterchangeIsDeliveredBeforeItsReceiptIsMade() throws Exception {
    parts.parts.add("p1");
    scripts.put("identify", exchange -> exchange.setProperty("PortageKind", "interchange"));
    scripts.put("receipt", exchange -> exchange.setProperty("PortageReceipt", true));
    once("stored", "d1");
    await().until(() -> ran.contains("unpacked"));
    assertThat(steps("take", "open", "identify", "deliver", "receipt", "multipart", "acknowledge"))
        .containsExactly(
            "take", "open", "identify", "deliver", "receipt", "multipart", "acknowledge");
  }

  @Test
  void aPartThatDoesNotDecryptIsRejectedAndTheNextOneIsStillDelivered() throws Exception {
    parts.parts.addAll(List.of("bad", "good"));
    mock("crypto-cms:decrypt:cig")
        .whenAnyExchangeReceived(
            exchange -> {
              if (exchange.getIn().getBody(String.class).equals("bad")) {
                throw new java.security.GeneralSecurityException("no");
              }
            });
    scripts.put("identify", exchange -> exchange.setProperty("PortageKind", "interchange"));
    scripts.put("reject", exchange -> exchange.setProperty("PortageKind", "rejected"));
    once("stored", "d1");
    await().until(() -> ran.contains("unpacked"));
    assertThat(ran).contains("reject").contains("deliver");
    assertThat(ran.stream().filter("deliver"::equals)).hasSize(1);
    assertThat(ran.stream().filter("acknowledge"::equals)).hasSize(2);
  }

  @Test
  void noDownloadIsAskedForWhileTheAnswerCouldNotBeKept() throws Exception {
    scripts.put("precheck", exchange -> exchange.setRouteStop(true));
    await().atMost(Duration.ofSeconds(5)).until(() -> ran.contains("precheck"));
    assertThat(ran).doesNotContain("request", "ask");
    assertThat(mock("https://gateway.example/get").getReceivedCounter()).isZero();
  }

  @Test
  void aFailingStepOfTheSiteHarmsNoMessage() throws Exception {
    context.getRouteController().stopRoute("site-delivered");
    context.removeRoute("site-delivered");
    context.addRoutes(
        new org.apache.camel.builder.RouteBuilder() {
          @Override
          public void configure() {
            from("seda:site-delivered?size=1000")
                .routeId("site-delivered")
                .throwException(new IllegalStateException("the site's own mistake"));
          }
        });
    parts.parts.addAll(List.of("p1", "p2"));
    scripts.put("identify", exchange -> exchange.setProperty("PortageKind", "interchange"));
    scripts.put("deliver", exchange -> exchange.setProperty("PortageEvent", "delivered"));
    once("stored", "d1");
    await().until(() -> ran.contains("unpacked"));
    assertThat(ran.stream().filter("acknowledge"::equals)).hasSize(2);
    assertThat(ran).doesNotContain("trouble");
  }

  private void drop(String name) throws Exception {
    Files.writeString(home.resolve("outbox").resolve(name), "x");
  }

  private MockEndpoint mock(String uri) {
    return context.getEndpoints().stream()
        .filter(e -> e.getEndpointBaseUri().replace("://", ":").equals(uri.replace("://", ":")))
        .map(MockEndpoint.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private List<String> steps(String... names) {
    return ran.stream().filter(List.of(names)::contains).toList();
  }
}
