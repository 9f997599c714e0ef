package ca.portage.app.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.app.guard.RouteCare;
import ca.portage.config.Channel;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.scheduler.SchedulerComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultRouteController;

/** Two channels that run, each with two routes, and whose exchange can be made to fail. */
final class SwapWorld implements AutoCloseable {
  private final Path folder;
  Home home;
  ConfigLoader loader;
  final DefaultCamelContext camel = new DefaultCamelContext();
  final List<Channel> channels = new CopyOnWriteArrayList<>();
  final Set<String> unstoppable = ConcurrentHashMap.newKeySet();
  final Set<String> unmakable = ConcurrentHashMap.newKeySet();
  private final List<String> worked = new CopyOnWriteArrayList<>();
  Runnable whilePreparing = () -> {};
  Runnable onceInUse = () -> {};
  private int made;
  Swap swap;

  SwapWorld(Path folder) throws Exception {
    this.folder = folder;
    home = new Home(folder);
    for (Path each : List.of(home.channels(), home.profiles(), home.routes())) {
      Files.createDirectories(each);
    }
    Files.copy(Path.of("config/profiles/cig-2026.yaml"), home.profiles().resolve("cig-2026.yaml"));
    loader = new ConfigLoader(home);
    camel.disableJMX();
    camel.setRouteController(
        new DefaultRouteController(camel) {
          @Override
          public boolean stopRoute(String route, long timeout, TimeUnit unit, boolean abort)
              throws Exception {
            if (unstoppable.contains(route)) {
              throw new IllegalStateException("its door is stuck");
            }
            return super.stopRoute(route, timeout, unit, abort);
          }
        });
    camel.addComponent(
        "scheduler",
        new SchedulerComponent() {
          @Override
          protected Endpoint createEndpoint(
              String uri, String remaining, Map<String, Object> parameters) throws Exception {
            if (unmakable.remove(remaining)) {
              throw new IllegalStateException("no clock is left");
            }
            return super.createEndpoint(uri, remaining, parameters);
          }
        });
    camel.start();
    for (String name : List.of("cig", "cig-test")) {
      channel(name, "60s");
      Files.writeString(home.routes().resolve(name + ".camel.yaml"), routes(name));
    }
    begin();
  }

  /** As the service begins. */
  private void begin() throws Exception {
    channels.addAll(loader.channels());
    Map<String, String> digests = new ChannelFiles(home).digests(channels);
    List<Prepared> prepared = new ArrayList<>();
    for (Channel each : channels) {
      prepared.add(prepare(each));
    }
    LiveRoutes live = new LiveRoutes(camel, new RouteCare(System::nanoTime));
    for (Prepared each : prepared) {
      Path file = home.routes().resolve(each.channel().name() + ".camel.yaml");
      live.exchange(
          file, FileRoutes.NONE, FileRoutes.of(each, Files.readAllBytes(file)), Duration.ZERO);
    }
    swap =
        new Swap(
            home,
            loader::channels,
            this::prepare,
            new LiveCamel(camel, new RouteCare(System::nanoTime)),
            prepared,
            channels,
            digests,
            () -> {});
    awaitWork("cig 1", "cig-test 2");
  }

  @Override
  public void close() throws Exception {
    camel.close();
  }

  private Prepared prepare(Channel channel) {
    String name = channel.name();
    made++;
    whilePreparing.run();
    return new Prepared(
        channel,
        Map.of(name + ".work", new Work(name + " " + made)),
        Map.of(),
        () -> {},
        Duration.ofSeconds(1),
        () -> onceInUse.run());
  }

  /** The step of a route, which tells who made it. */
  private final class Work implements Processor {
    private final String name;

    Work(String name) {
      this.name = name;
    }

    @Override
    public void process(Exchange exchange) {
      worked.add(name);
    }
  }

  void awaitWork(String... names) {
    worked.clear();
    await().atMost(Duration.ofSeconds(30)).until(() -> worked.containsAll(List.of(names)));
    for (String name : names) {
      String channel = name.substring(0, name.indexOf(' ') + 1);
      assertThat(worked).filteredOn(each -> each.startsWith(channel)).containsOnly(name);
    }
  }

  private static String routes(String name) {
    return """
        - route:
            id: %1$s-early
            from:
              uri: scheduler:%1$s-early
              parameters: {delay: 20}
              steps:
                - process: {ref: %1$s.work}
        - route:
            id: %1$s-late
            from:
              uri: scheduler:%1$s-late
              parameters: {delay: 20}
              steps:
                - process: {ref: %1$s.work}
        """
        .formatted(name);
  }

  void channel(String name, String poll) {
    try {
      Files.writeString(
          home.channels().resolve(name + ".yaml"),
          """
          profile: cig-2026
          environment: RTR1
          sender: edi@broker.example
          submit: https://gateway.example/Put0
          collect: https://gateway.example/Get0
          outbox: outbox/%1$s
          inbox: inbox/%1$s
          poll: %2$s
          identity:
            keystore: config/keys/broker.p12
            signing: signing
            decryption: [encryption]
            password: prompt
          gateway:
            encryption: config/keys/gateway-encryption.pem
            signing: config/keys/gateway-signing.pem
          trust: config/keys/trust
          """
              .formatted(name, poll));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
