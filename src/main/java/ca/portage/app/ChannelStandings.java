package ca.portage.app;

import ca.portage.config.Access;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.Home;
import ca.portage.config.Identity;
import ca.portage.config.PasswordSource;
import ca.portage.config.Proxy;
import ca.portage.ledger.Event;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.LedgerException;
import ca.portage.ledger.Order;
import ca.portage.ledger.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the ledger says of channels before they start, and what it is told of their start. */
final class ChannelStandings {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelStandings.class);
  private static final String UNATTENDED = "UNATTENDED";
  private static final String ATTENDED = "ATTENDED";

  private final Ledger ledger;

  ChannelStandings(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The channels that were not stopped; their keys may be gone, and nobody is asked for them. */
  List<Channel> working(List<Channel> channels) {
    List<Channel> working = new ArrayList<>();
    for (Channel channel : channels) {
      Optional<Event> stopped = stopped(channel);
      if (stopped.isEmpty()) {
        working.add(channel);
      } else {
        LOG.warn(
            "channel {} is not started, it is stopped since {}: {}. 'portage keys compromised {} --release' lets it go on",
            channel.name(),
            stopped.get().at(),
            stopped.get().reason(),
            channel.name());
      }
    }
    return List.copyOf(working);
  }

  private Optional<Event> stopped(Channel channel) {
    return Standing.of(ledger, Standing.channel(channel.name()))
        .filter(last -> last.to().equals(Standing.STOPPED));
  }

  /**
   * Of the channels that are enabled those that run, stopped or not, so that new keys are in use
   * before a channel is released, and those that may begin.
   */
  List<Channel> reloadable(List<Channel> enabled, List<Channel> running) {
    List<String> names = running.stream().map(Channel::name).toList();
    return enabled.stream()
        .filter(channel -> names.contains(channel.name()) || stopped(channel).isEmpty())
        .toList();
  }

  /**
   * The same for a start, which needs one.
   *
   * @throws ConfigException if every channel was stopped
   */
  List<Channel> requireWorking(Home home, List<Channel> channels) throws ConfigException {
    List<Channel> working = working(channels);
    if (working.isEmpty()) {
      throw new ConfigException(
          home.channels(),
          "every channel is stopped; the lines above and 'portage status' say why");
    }
    return working;
  }

  /**
   * Notes that a channel could not be started while others run, and alerts; the same reason is told
   * once, whatever restarts.
   */
  void leftOut(String channel, String why) {
    String subject = Standing.start(channel);
    if (Standing.note(ledger, channel, subject, Standing.LEFT_OUT, why)) {
      ledger.alert(
          channel,
          Optional.empty(),
          "this channel is left out, the others run: "
              + why
              + ". Nothing of it is sent or fetched until then, and what waits is safe");
    }
  }

  /** Notes that a channel which may have been left out runs. */
  void takenUp(String channel) {
    String subject = Standing.start(channel);
    if (Standing.of(ledger, subject).filter(e -> e.to().equals(Standing.LEFT_OUT)).isPresent()) {
      Standing.note(ledger, channel, subject, Standing.RUNNING, "it could be started");
    }
  }

  /** The channels by name and environment, as the log says them. */
  static String names(List<Channel> channels) {
    return channels.stream()
        .map(c -> c.name() + " (" + c.environment() + ")")
        .collect(Collectors.joining(", "));
  }

  /**
   * Notes how the keys of a channel were opened. The rules advise that a person types the password
   * (CIG M-07); a stored one is the admin's choice, and the audit says since when it stands.
   */
  void opened(Channel channel) {
    Identity identity = channel.identity();
    String sources =
        identity.passwords().stream()
            .map(PasswordSource::shown)
            .distinct()
            .collect(Collectors.joining(", "));
    String others = others(channel.access());
    if (!others.isEmpty()) {
      LOG.info("channel {}: read without a person: {}", channel.name(), others);
    }
    boolean attended = identity.attended();
    LOG.info(
        "channel {}: keys opened {}, identity.password is {}",
        channel.name(),
        attended ? "by a person" : "without a person, as the channel file chooses",
        sources);
    String subject = Standing.keys(channel.name());
    Order choice =
        new Order(
            System.getProperty("user.name"),
            "unlock",
            subject,
            Optional.empty(),
            "identity.password in the channel file");
    try {
      if (!attended || !others.isEmpty() || Standing.of(ledger, subject).isPresent()) {
        Standing.note(
            ledger.by(choice),
            channel.name(),
            subject,
            attended ? ATTENDED : UNATTENDED,
            others.isEmpty() ? sources : sources + "; " + others);
      }
    } catch (LedgerException e) {
      // The keys are open and in use; a missing note must not end that.
      LOG.error(
          "channel {}: that could not be noted in the audit: {}", channel.name(), e.getMessage());
    }
  }

  /** Other passwords that no person types: they cannot be typed, as each connection wants them. */
  private static String others(Access access) {
    Stream<String> client =
        Stream.of(access.submit(), access.collect())
            .flatMap(tls -> tls.client().stream())
            .map(key -> "tls.client.password is " + key.password().shown());
    Stream<String> proxy =
        access.proxy().flatMap(Proxy::login).stream()
            .map(login -> "proxy.password is " + login.password().shown());
    return Stream.concat(client, proxy).distinct().collect(Collectors.joining(", "));
  }
}
