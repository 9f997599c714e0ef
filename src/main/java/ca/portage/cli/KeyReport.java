package ca.portage.cli;

import ca.portage.app.Unlocking;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Standing;
import ca.portage.logging.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A report that somebody may have the keys of a channel: that channel stops, and with it every
 * other one that has a key of it, one that is switched off too. For each, the facts are written.
 */
final class KeyReport {
  private final StandingOrder order;
  private final Home home;

  KeyReport(StandingOrder order) {
    this.order = order;
    this.home = order.home();
  }

  /** Stops what has the keys of a channel; one that is stopped gets its facts anew. */
  void of(String name) throws IOException {
    // First of all, before anybody is asked for a password: each second may be misused.
    if (stop(name, "keys reported as compromised: " + order.reason())) {
      say("stopped. A running service does nothing on this channel any more");
    }
    RevocationFacts reported = facts(name);
    keep(reported);
    reported.problem().ifPresent(problem -> say("without our certificates, because " + problem));
    try {
      ConfigLoader loader = new ConfigLoader(home);
      for (Channel other : loader.readable()) {
        if (!other.name().equals(name)) {
          share(reported, other);
        }
      }
      // A file that was passed over is to be said.
      loader.channels();
    } catch (ConfigException e) {
      say(
          "whether other channels have these keys could not be seen: "
              + e.getMessage()
              + "; report each that has them as well");
    }
  }

  private void share(RevocationFacts reported, Channel other) throws IOException {
    String why = "it has a key of channel " + reported.channel() + ", reported as compromised: ";
    boolean samePlace =
        reported.configured().stream()
            .flatMap(channel -> channel.identity().keystores().stream())
            .anyMatch(other.identity().keystores()::contains);
    if (samePlace) {
      tell(other, stop(other.name(), why + order.reason()));
    }
    RevocationFacts facts = facts(other.name());
    List<String> fingerprints = reported.fingerprints();
    if (!samePlace && facts.fingerprints().stream().anyMatch(fingerprints::contains)) {
      tell(other, stop(other.name(), why + order.reason()));
    } else if (!samePlace) {
      if (facts.problem().isPresent() || fingerprints.isEmpty()) {
        say(
            "whether channel %s has these keys could not be seen; if it has: portage keys compromised %s"
                .formatted(other.name(), other.name()));
      }
      return;
    }
    keep(facts);
  }

  private void tell(Channel other, boolean stopped) {
    say(
        "channel %s has a key of it and is stopped %s; it is released by itself"
            .formatted(other.name(), stopped ? "too" : "already"));
  }

  private boolean stop(String channel, String why) {
    if (stopped(channel)) {
      return false;
    }
    order.stands(channel, Standing.STOPPED, why);
    return true;
  }

  private boolean stopped(String channel) {
    try (Ledger ledger = Ledger.read(home.ledger())) {
      return Standing.of(ledger, Standing.channel(channel))
          .filter(last -> last.to().equals(Standing.STOPPED))
          .isPresent();
    }
  }

  private void keep(RevocationFacts facts) throws IOException {
    try (Ledger ledger = order.open()) {
      ReportedKeys.note(ledger, order, facts.channel(), facts.fingerprints());
      Path file = facts.write(home, ledger);
      say("the facts for the revocation request: " + home.show(file));
    }
  }

  /** Our keys of a channel as its file names them now. */
  RevocationFacts facts(String channel) {
    Session session = order.session();
    ConsolePrompt prompt = new ConsolePrompt(home, ConsolePrompt.Keyboard.ofProcess());
    return RevocationFacts.collect(
        home,
        channel,
        new Unlocking(prompt, session.environment(), session.clock()),
        order.operator(),
        order.reason(),
        session.clock().instant());
  }

  private void say(String line) {
    order.session().out().println(Printable.text(line));
  }
}
