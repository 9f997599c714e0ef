package ca.portage.app;

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
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Ulid;
import ca.portage.pki.PkiException;
import ca.portage.spool.Room;
import ca.portage.spool.Spool;
import ca.portage.watch.ReceiptWatch;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** Puts together what the routes of one channel name: its steps, its keys, its HTTP client. */
final class ChannelAssembly {
  private final Home home;
  private final ConfigLoader loader;
  private final Unlocking unlocking;
  private final Ledger ledger;
  private final Spool spool;
  private final Clock clock;
  private final ScheduledExecutorService deadlines;
  private final Room room;
  private final TrustWatch trustWatch;

  ChannelAssembly(
      Home home,
      ConfigLoader loader,
      Unlocking unlocking,
      Ledger ledger,
      Spool spool,
      Clock clock,
      ScheduledExecutorService deadlines,
      Room room,
      TrustWatch trustWatch) {
    this.home = home;
    this.loader = loader;
    this.unlocking = unlocking;
    this.ledger = ledger;
    this.spool = spool;
    this.clock = clock;
    this.deadlines = deadlines;
    this.room = room;
    this.trustWatch = trustWatch;
  }

  /** The beans of a channel by their full names, its interrupted work recovered. */
  Map<String, Object> beans(Channel channel) throws ConfigException, PkiException, IOException {
    Profile profile = loader.profile(channel.profile());
    GatewayTrust trust = GatewayTrust.open(home, channel, profile, ledger, clock);
    trustWatch.watch(channel.name(), trust);
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
            trust.tls(),
            deadlines,
            new GatewayClock(clock, text -> ledger.alert(channel.name(), Optional.empty(), text))));
    steps.put("watch", new Guarded(new ReceiptWatch(channel.name(), profile.schedule(), ledger)));
    OwnKeys own =
        new OwnKeys(channel.name(), unlocking.open(channel), profile.policy().send(), clock);
    steps.put("keys", new ChannelKeys(own, trust, profile));
    new Recovery(bench).run();
    new Deadly(bench).hold();
    Map<String, Object> beans = new HashMap<>();
    steps.forEach((step, bean) -> beans.put(channel.name() + "." + step, bean));
    return beans;
  }

  /** The values that the channel's route file names as {@code {{channel.value}}}. */
  static Map<String, String> values(Channel channel) {
    String name = channel.name();
    return Map.of(
        name + ".outbox", channel.outbox().toString(),
        name + ".inbox", channel.inbox().toString(),
        name + ".submit", channel.submit().toString(),
        name + ".collect", channel.collect().toString(),
        name + ".poll", Long.toString(channel.poll().toMillis()));
  }

  /** The host of our message ids: the sender's mail domain, never this machine's name. */
  private static String host(Channel channel) {
    String sender = channel.sender();
    return sender.substring(sender.lastIndexOf('@') + 1);
  }
}
