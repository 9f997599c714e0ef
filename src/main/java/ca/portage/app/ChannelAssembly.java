package ca.portage.app;

import ca.portage.app.reload.ChannelValues;
import ca.portage.app.reload.Prepared;
import ca.portage.app.trust.GatewayTrust;
import ca.portage.app.trust.TrustWatch;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.config.Profile;
import ca.portage.ediint.MessageIds;
import ca.portage.gateway.Deadly;
import ca.portage.gateway.GatewaySteps;
import ca.portage.gateway.Guarded;
import ca.portage.gateway.InFlight;
import ca.portage.gateway.Workbench;
import ca.portage.gateway.http.GatewayClock;
import ca.portage.gateway.http.GatewayHttp;
import ca.portage.gateway.inbound.Recovery;
import ca.portage.gateway.tls.Endpoints;
import ca.portage.gateway.tls.KnownChains;
import ca.portage.gateway.tls.Line;
import ca.portage.gateway.tls.LineNews;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Ulid;
import ca.portage.pki.Lifetime;
import ca.portage.pki.PkiException;
import ca.portage.spool.Room;
import ca.portage.spool.Spool;
import ca.portage.watch.ExpiryWatch;
import ca.portage.watch.LifetimesFile;
import ca.portage.watch.ReceiptWatch;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.apache.camel.main.Main;

/** Puts together what the routes of one channel name: its steps, its keys, its HTTP client. */
final class ChannelAssembly {
  private final Home home;
  private final ConfigLoader loader;
  private final OpenKeys keys;
  private final Ledger ledger;
  private final Spool spool;
  private final Clock clock;
  private final ScheduledExecutorService deadlines;
  private final Room room;
  private final TrustWatch trustWatch;

  ChannelAssembly(
      Home home,
      ConfigLoader loader,
      OpenKeys keys,
      Ledger ledger,
      Spool spool,
      Clock clock,
      ScheduledExecutorService deadlines,
      Room room,
      TrustWatch trustWatch) {
    this.home = home;
    this.loader = loader;
    this.keys = keys;
    this.ledger = ledger;
    this.spool = spool;
    this.clock = clock;
    this.deadlines = deadlines;
    this.room = room;
    this.trustWatch = trustWatch;
  }

  /** Makes good what an earlier run left of the channels of a start, and binds their beans. */
  static void begin(List<Prepared> channels, Main main) throws IOException {
    for (Prepared each : channels) {
      each.recovery().run();
      each.beans().forEach(main::bind);
      each.values().forEach(main::addOverrideProperty);
      each.inUse().run();
    }
  }

  /** Makes everything that the routes of a channel name; begins nothing. */
  Prepared prepare(Channel channel) throws ConfigException, PkiException, IOException {
    Profile profile = loader.profile(channel.profile());
    GatewayTrust trust = GatewayTrust.open(home, channel, profile, ledger, clock);
    Endpoints endpoints = Endpoints.of(channel, profile, trust::trust, trust, System.getenv());
    KnownChains chains = new KnownChains(spool.work().resolveSibling("tls"), clock);
    SecureRandom random = new SecureRandom();
    Workbench bench =
        new Workbench(
            channel,
            profile,
            ledger,
            spool,
            new MessageIds(clock, random, host(channel)),
            new Ulid(clock, random),
            clock,
            new InFlight(),
            room);
    Map<String, Object> steps = new HashMap<>(GatewaySteps.of(bench, System::nanoTime));
    steps.put(
        "http",
        new GatewayHttp(
            profile,
            endpoints,
            new Line(clock, System.getenv()),
            new LineNews(
                channel.name(),
                chains,
                text -> ledger.alert(channel.name(), Optional.empty(), text),
                clock),
            deadlines,
            new GatewayClock(clock, text -> ledger.alert(channel.name(), Optional.empty(), text))));
    OwnKeys own = new OwnKeys(channel.name(), keys.of(channel), profile.policy().send(), clock);
    ChannelKeys channelKeys = new ChannelKeys(own, trust, profile);
    steps.put("keys", channelKeys);
    LineLifetimes lines = new LineLifetimes(channel.name(), endpoints, chains);
    Supplier<List<Lifetime>> lifetimes =
        () -> {
          List<Lifetime> renewing = trust.renewing().stream().map(Lifetime::of).toList();
          return Stream.concat(channelKeys.lifetimes().stream(), lines.now().stream())
              .filter(each -> !renewing.contains(each))
              .toList();
        };
    steps.put("watch", new Guarded(watch(channel, profile, lifetimes)));
    Map<String, Object> beans = new HashMap<>();
    steps.forEach((step, bean) -> beans.put(channel.name() + "." + step, bean));
    return new Prepared(
        channel,
        beans,
        ChannelValues.of(channel),
        () -> {
          new Recovery(bench).run();
          new Deadly(bench).hold();
        },
        profile.timeouts().total(),
        () -> {
          trustWatch.watch(channel.name(), trust);
          ChannelStandings standings = new ChannelStandings(ledger);
          standings.takenUp(channel.name());
          standings.opened(channel);
          own.idle().ifPresent(why -> ledger.alert(channel.name(), Optional.empty(), why));
        });
  }

  private Processor watch(Channel channel, Profile profile, Supplier<List<Lifetime>> lifetimes) {
    Processor receipts = new ReceiptWatch(channel.name(), profile.schedule(), ledger);
    Processor expiry =
        new ExpiryWatch(
            channel.name(),
            lifetimes,
            ledger,
            new LifetimesFile(spool.expiry(), channel.name()),
            clock);
    return exchange -> {
      receipts.process(exchange);
      expiry.process(exchange);
    };
  }

  /** The host of our message ids: the sender's mail domain, never this machine's name. */
  private static String host(Channel channel) {
    String sender = channel.sender();
    return sender.substring(sender.lastIndexOf('@') + 1);
  }
}
