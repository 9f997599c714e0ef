package ca.portage.cli;

import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.ledger.Audit;
import ca.portage.ledger.JournalPurge;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Order;
import ca.portage.ledger.Transitions;
import ca.portage.logging.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code portage purge}: remove what is finished and older than the channel keeps it. */
@Command(
    name = "purge",
    header = "Remove what is finished and older than a channel keeps it.",
    description = {
      "%nSays for each channel what its 'retention' no longer protects: rows, history, and the bytes",
      "in the spool. Only what is finished goes, and only together with all that belongs to it. With",
      "--apply it is removed for good, and the audit keeps who did it, when and why. Nothing else in",
      "Portage ever removes a message. Works beside a running service.%n"
    },
    footer = {
      "%nExamples:",
      "  portage purge                                       what would go",
      "  portage purge --apply --reason 'seven years are over'",
      "  portage purge --apply --yes --reason 'yearly'       in a script"
    })
final class Purge implements Callable<Integer> {
  private static final int SHOWN = 3;

  @ParentCommand private Root root;
  @Mixin private HelpFlag help;

  @Option(names = "--apply", description = "Remove it. Without this, nothing is changed.")
  private boolean apply;

  @Option(names = "--yes", description = "Do not ask for a confirmation, as in a script.")
  private boolean yes;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "its retention is over",
      description = "Why; kept with your name in the audit.")
  private String reason;

  @Override
  public Integer call() throws Failure, ConfigException, IOException {
    Home home = root.home();
    if (!Files.exists(home.ledger())) {
      throw new Failure(
          ExitCode.NO_INPUT,
          "no service ever ran in " + home.root(),
          "name the home with --home DIR");
    }
    ConfigLoader loader = new ConfigLoader(home);
    List<Channel> channels = loader.channels();
    long found = 0;
    try (Ledger ledger = Ledger.read(home.ledger())) {
      for (Channel channel : channels) {
        Instant before = before(loader, channel);
        ca.portage.care.Purge.Result would =
            ca.portage.care.Purge.look(home, ledger, channel.name(), before);
        tell(channel, before, would);
        found += would.messages() + would.downloads();
      }
      long journal = new JournalPurge(home.ledger()).look(oldest(loader, channels));
      say(
          "the journal: %s of files may go; what is left still tells every row"
              .formatted(size(journal)));
      found += journal;
      last(ledger);
    }
    if (found == 0) {
      say("nothing is to be removed");
      return ExitCode.OK;
    }
    if (!apply) {
      say("nothing was changed; add --apply to remove it for good");
      return ExitCode.OK;
    }
    if (!yes && !Confirmation.given("Remove it for good? Type yes:")) {
      say("nothing was changed");
      return ExitCode.OK;
    }
    Operator.requireOwner(home);
    remove(home, loader, channels);
    return ExitCode.OK;
  }

  private void remove(Home home, ConfigLoader loader, List<Channel> channels)
      throws ConfigException, IOException {
    String operator = Operator.name(root.session().environment());
    Order order =
        new Order(operator, Transitions.PURGE, Transitions.PURGE, Optional.empty(), reason);
    try (Ledger ledger = Ledger.open(home.ledger(), root.session().clock())) {
      for (Channel channel : channels) {
        ca.portage.care.Purge.Result gone =
            ca.portage.care.Purge.apply(
                home, ledger.by(order), channel.name(), before(loader, channel));
        say(
            "%s: removed %d messages, %d downloads and %s of files"
                .formatted(channel.name(), gone.messages(), gone.downloads(), size(gone.bytes())));
      }
      long journal = new JournalPurge(home.ledger()).apply(ledger, oldest(loader, channels));
      say("the journal: removed %s of files".formatted(size(journal)));
    }
    say("by " + Printable.text(operator + ": " + reason));
  }

  /** Never inside the time in which an identical file must still be known (reliability O1d). */
  private Instant before(ConfigLoader loader, Channel channel) throws ConfigException {
    Duration window = loader.profile(channel.profile()).schedule().duplicateWindow();
    Duration kept = channel.retention().compareTo(window) > 0 ? channel.retention() : window;
    return root.session().clock().instant().minus(kept);
  }

  /** One journal tells of every channel, so the longest retention counts. */
  private Instant oldest(ConfigLoader loader, List<Channel> channels) throws ConfigException {
    Instant oldest = channels.isEmpty() ? Instant.EPOCH : root.session().clock().instant();
    for (Channel channel : channels) {
      Instant before = before(loader, channel);
      oldest = before.isBefore(oldest) ? before : oldest;
    }
    return oldest;
  }

  private void tell(Channel channel, Instant before, ca.portage.care.Purge.Result would) {
    say(
        "%s: kept for %d days, so what is finished and unchanged since %s may go"
            .formatted(
                channel.name(),
                Duration.between(before, root.session().clock().instant()).toDays(),
                Ages.instant(before)));
    say(
        "  to go  %d messages, %d downloads, %s of files"
            .formatted(would.messages(), would.downloads(), size(would.bytes())));
    if (!would.unfinished().isEmpty()) {
      say(
          "  stays  "
              + states(would.unfinished())
              + ": as old, but not finished; 'portage show ID' says what to do");
    }
    if (would.bound() > 0) {
      say("  stays  " + would.bound() + " that belong to one of those, or to a younger one");
    }
  }

  private static String states(Map<ca.portage.ledger.State, Integer> states) {
    return states.entrySet().stream()
        .map(e -> e.getValue() + " " + e.getKey())
        .collect(Collectors.joining(", "));
  }

  private void last(Ledger ledger) {
    List<Audit> all = ledger.audits(Transitions.PURGE);
    for (Audit audit : all.subList(Math.max(0, all.size() - SHOWN), all.size())) {
      say(
          "removed before: %s, %s by %s: %s"
              .formatted(
                  Ages.instant(audit.at()),
                  audit.result(),
                  Printable.text(audit.operator()),
                  Printable.text(audit.reason())));
    }
  }

  private static String size(long bytes) {
    return bytes < 1 << 20 ? bytes + " bytes" : (bytes >> 20) + " MiB";
  }

  private void say(String line) {
    root.session().out().println(line);
  }
}
