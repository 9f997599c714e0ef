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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code portage keys list}: what there is, until when, and what for. */
@Command(
    name = "list",
    header = "Show every key and certificate, until when it is good, and what it is used for.",
    description = {
      "%nOurs come from the key stores, whose password is asked for unless the channel names a"
          + " source;",
      "the gateway's and the authorities' from their files. KEY UNTIL is the end of the private-key",
      "usage period (2.5.29.16) where a certificate has one: a key may stop signing before its",
      "certificate ends.%n"
    },
    footer = {
      "%nExamples:",
      "  portage keys list",
      "  portage keys list --channel cig --json | jq -r 'select(.whose==\"ours\") | .serial'",
      "",
      "Keys of --json: channel, whose (ours|gateway|authority), name, place, use, used, subject,",
      "issuer, serial (hexadecimal), from, until, keyUntil, sha256.",
      "",
      "Exit codes: 0 all shown; 69 some could not be read, and what is wrong was said."
    })
final class KeysList implements Callable<Integer> {
  private static final Duration SOON = Duration.ofDays(60);

  @ParentCommand private Keys keys;
  @Mixin private HelpFlag help;

  @Option(names = "--channel", paramLabel = "NAME", description = "Only this channel.")
  private String only;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() throws Failure, ConfigException, IOException {
    Session session = keys.root().session();
    Home home = keys.root().home();
    ConfigLoader loader = new ConfigLoader(home);
    List<Channel> channels = only == null ? loader.channels() : List.of(loader.channel(only));
    ConsolePrompt prompt = new ConsolePrompt(home, ConsolePrompt.Keyboard.ofProcess());
    Unlocking unlocking = new Unlocking(prompt, session.environment(), session.clock());
    Instant now = session.clock().instant();
    boolean whole = true;
    for (Channel channel : channels) {
      KeyInventory inventory = new KeyInventory(home, channel, now).own(unlocking).others();
      print(session, home, channel, inventory.rows(), now);
      inventory.problems().forEach(p -> session.err().println("portage: " + Printable.text(p)));
      whole &= inventory.problems().isEmpty();
    }
    return whole ? ExitCode.OK : ExitCode.UNAVAILABLE;
  }

  private void print(Session session, Home home, Channel channel, List<KeyRow> rows, Instant now)
      throws IOException {
    if (json) {
      rows.forEach(row -> session.out().println(Json.line(row.json())));
      return;
    }
    Paint paint = session.paint();
    session.out().println(paint.strong(Printable.text(channel.name())));
    Table table =
        new Table("NAME", "USE", "USED", "UNTIL", "KEY UNTIL", "SERIAL", "FROM", "ISSUER", "IN");
    for (KeyRow row : rows) {
      Instant end = row.keyUntil().filter(row.until()::isAfter).orElse(row.until());
      UnaryOperator<String> colour =
          now.isAfter(end) ? paint::bad : now.plus(SOON).isAfter(end) ? paint::warn : t -> t;
      table
          .cell(row.name())
          .cell(row.use())
          .cell(row.used())
          .cell(Ages.instant(row.until()), colour)
          .cell(row.keyUntil().map(Ages::instant).orElse("-"), colour)
          .cell(row.serial())
          .cell(Ages.instant(row.certificate().getNotBefore().toInstant()))
          .cell(row.certificate().getIssuerX500Principal().getName())
          .cell(row.place());
    }
    table.lines(session.terminal().columns(), paint).forEach(session.out()::println);
    unattended(session, home, channel);
  }

  /** An opt-in against the authority's advice (CIG M-07) stays in sight. */
  private static void unattended(Session session, Home home, Channel channel) throws IOException {
    try (Ledger ledger = LedgerView.open(home).orElse(null)) {
      if (ledger != null) {
        Standing.of(ledger, Standing.keys(channel.name()))
            .ifPresent(
                last ->
                    session
                        .out()
                        .println(
                            "keys opened %s since %s: %s"
                                .formatted(
                                    last.to(),
                                    Ages.instant(last.at()),
                                    Printable.text(last.reason()))));
      }
    }
  }
}
