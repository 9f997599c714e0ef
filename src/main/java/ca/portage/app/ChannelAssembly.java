package ca.portage.app;

import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
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
import ca.portage.pki.Certificates;
import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import ca.portage.spool.Room;
import ca.portage.spool.Spool;
import ca.portage.watch.ExpiryWatch;
import ca.portage.watch.LifetimesFile;
import ca.portage.watch.ReceiptWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Processor;

/** Puts together what the routes of one channel name: its steps, its keys, its HTTP client. */
final class ChannelAssembly {
  private final ConfigLoader loader;
  private final Unlocking unlocking;
  private final Ledger ledger;
  private final Spool spool;
  private final Clock clock;
  private final ScheduledExecutorService deadlines;
  private final Room room;

  ChannelAssembly(
      ConfigLoader loader,
      Unlocking unlocking,
      Ledger ledger,
      Spool spool,
      Clock clock,
      ScheduledExecutorService deadlines,
      Room room) {
    this.loader = loader;
    this.unlocking = unlocking;
    this.ledger = ledger;
    this.spool = spool;
    this.clock = clock;
    this.deadlines = deadlines;
    this.room = room;
  }

  /** The beans of a channel by their full names, its interrupted work recovered. */
  Map<String, Object> beans(Channel channel) throws ConfigException, PkiException, IOException {
    Profile profile = loader.profile(channel.profile());
    Trust trust = Trust.load(channel.trust());
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
            trust.trustManager(),
            deadlines,
            new GatewayClock(clock, text -> ledger.alert(channel.name(), Optional.empty(), text))));
    ChannelKeys channelKeys =
        new ChannelKeys(
            unlocking.open(channel),
            certificates(channel.gateway().encryption()),
            certificates(channel.gateway().signing()),
            trust,
            profile,
            clock);
    steps.put("keys", channelKeys);
    steps.put("watch", new Guarded(watch(channel, profile, channelKeys)));
    new Recovery(bench).run();
    new Deadly(bench).hold();
    Map<String, Object> beans = new HashMap<>();
    steps.forEach((step, bean) -> beans.put(channel.name() + "." + step, bean));
    return beans;
  }

  private Processor watch(Channel channel, Profile profile, ChannelKeys channelKeys) {
    Processor receipts = new ReceiptWatch(channel.name(), profile.schedule(), ledger);
    Processor expiry =
        new ExpiryWatch(
            channel.name(),
            channelKeys::lifetimes,
            ledger,
            new LifetimesFile(spool.expiry(), channel.name()),
            clock);
    return exchange -> {
      receipts.process(exchange);
      expiry.process(exchange);
    };
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

  private static List<X509Certificate> certificates(List<Path> files) throws PkiException {
    List<X509Certificate> all = new ArrayList<>();
    for (Path file : files) {
      all.addAll(Certificates.readPem(file));
    }
    return all;
  }

  /** The host of our message ids: the sender's mail domain, never this machine's name. */
  private static String host(Channel channel) {
    String sender = channel.sender();
    return sender.substring(sender.lastIndexOf('@') + 1);
  }
}
