package ca.portage.cli;

import ca.portage.app.reload.ReloadOrder;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.ledger.Event;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.Standing;
import ca.portage.logging.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code portage keys compromised CHANNEL}: stop, keep everything, ask for revocation. */
@Command(
    name = "compromised",
    header = "Stop a channel whose key or password somebody else may have.",
    description = {
      "%nThe channel stops at once and for good: nothing is taken, signed, sent, fetched or opened,"
          + " and",
      "everything is kept as it is. The facts that the authority needs for the revocation go into a",
      "file. Every other channel that has one of these keys stops with it. The rules ask for the",
      "request at once, by digitally signed e-mail or by telephone, when a password, token or private",
      "key is compromised or may be, or a device is lost (PRD 2.3).",
      "",
      "When the new keys are in place, --release lets the channel go on; no reported certificate may",
      "be left under identity.signing. What was packed with the reported key and is not known to have",
      "arrived is held then, receipts too; of messages 'portage discard' and 'portage resubmit' send a",
      "new copy.%n"
    },
    footer = {
      "%nExamples:",
      "  portage keys compromised cig --reason 'laptop with broker.p12 stolen'",
      "  portage keys compromised cig --release --reason 'new certificates 2026-06-01'",
      "  portage keys compromised cig --release --false-alarm --reason 'the laptop was found'"
    })
final class KeysCompromised implements Callable<Integer> {
  private static final String WORD = "compromised";

  @ParentCommand private Keys keys;
  @Mixin private HelpFlag help;

  @Parameters(paramLabel = "CHANNEL", description = "Its name, as in config/channels.")
  private String name;

  @Option(names = "--release", description = "Let the channel go on, with other keys.")
  private boolean release;

  @Option(
      names = "--false-alarm",
      description = "With --release: go on with the same keys; nothing was compromised.")
  private boolean falseAlarm;

  @Option(names = "--yes", description = "Do not ask for a confirmation, as in a script.")
  private boolean yes;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only say what would happen; nothing is changed.")
  private boolean dryRun;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "no reason given",
      description = "What happened; kept with your name in the audit.")
  private String reason;

  @Override
  public Integer call() throws Failure, ConfigException, IOException, InterruptedException {
    Home home = keys.root().home();
    requireChannel(home);
    Optional<Event> stands;
    try (Ledger ledger = Ledger.read(home.ledger())) {
      stands = Standing.of(ledger, Standing.channel(name));
    }
    boolean stopped = stands.filter(last -> last.to().equals(Standing.STOPPED)).isPresent();
    return release ? release(home, stopped, stands) : stop(home, stopped);
  }

  private void requireChannel(Home home) throws Failure {
    if (Files.notExists(home.channels().resolve(name + ".yaml"))) {
      throw new Failure(
          ExitCode.NO_INPUT,
          "there is no channel '" + name + "'",
          "the files of " + home.show(home.channels()) + " are the channels");
    }
    if (Files.notExists(home.ledger())) {
      throw new Failure(
          ExitCode.NO_INPUT,
          "no service ever ran in " + home.root() + ", so nothing was sent with these keys",
          "do not start it; ask the authority to revoke the certificates");
    }
  }

  private int stop(Home home, boolean stopped) throws Failure, IOException {
    say(
        stopped
            ? "channel " + name + " is stopped already; the facts are written anew"
            : "channel "
                + name
                + ", and every other with a key of it, will stop at once and stay stopped; everything"
                + " is kept");
    if (declined("Stop it? Type yes:")) {
      return ExitCode.OK;
    }
    Operator.requireOwner(home);
    new KeyReport(order(home)).of(name);
    say("now: 1. ask the authority to revoke the certificates named there, at once;");
    say("     2. obtain new keys, 'portage keys import' them, correct the channel file;");
    say("     3. 'portage keys compromised " + name + " --release'");
    return ExitCode.OK;
  }

  private int release(Home home, boolean stopped, Optional<Event> stands)
      throws Failure, ConfigException, IOException, InterruptedException {
    if (!stopped) {
      say("channel " + name + " is not stopped; nothing was changed");
      return ExitCode.OK;
    }
    if (!falseAlarm) {
      requireOtherKeys(home, stands.orElseThrow());
    }
    say(
        "channel %s will go on; it is stopped since %s: %s"
            .formatted(
                name,
                Ages.instant(stands.orElseThrow().at()),
                Printable.text(stands.orElseThrow().reason())));
    if (declined("Let it go on? Type yes:")) {
      return ExitCode.OK;
    }
    Operator.requireOwner(home);
    // The service has the new keys in use before anything moves again.
    if (!falseAlarm) {
      reload(home);
    }
    List<Message> held = falseAlarm ? List.of() : holdPacked(home);
    order(home).stands(name, Standing.RUNNING, reason);
    say("released" + told(held));
    try {
      reload(home);
    } catch (Failure e) {
      if (e.exitCode() != ExitCode.TEMPORARY) {
        throw e;
      }
      say("the running service has not looked at it yet; reload pending, see 'portage status'");
    }
    return ExitCode.OK;
  }

  private static String told(List<Message> held) {
    long receipts = held.stream().filter(message -> message.kind() == Kind.RECEIPT).count();
    return held.isEmpty()
        ? ""
        : "; %d messages are held%s, see 'portage status'"
            .formatted(held.size(), receipts == 0 ? "" : ", " + receipts + " of them receipts");
  }

  private void reload(Home home) throws Failure, IOException, InterruptedException {
    if (Owner.of(home).isPresent()
        && new ReloadRequest(session(), home).send(ReloadOrder.What.CONFIG, reason)
            != ExitCode.OK) {
      throw new Failure(
          ExitCode.CONFIG,
          "the running service could not take the channel as it is now into use",
          "stop the service, release the channel, start the service");
    }
  }

  /** No certificate that ever signs may be one that was reported. */
  private void requireOtherKeys(Home home, Event stopped)
      throws Failure, ConfigException, IOException {
    new ConfigLoader(home).channel(name);
    RevocationFacts now = new KeyReport(order(home)).facts(name);
    List<KeyRow> signing = now.ours().stream().filter(KeyRow::signs).toList();
    if (now.problem().isPresent() || signing.isEmpty()) {
      throw new Failure(
          ExitCode.CONFIG,
          "the keys of channel %s cannot be used: %s"
              .formatted(name, now.problem().orElse("none of them signs")),
          "put the new keys in place first; 'portage keys list' shows them");
    }
    ReportedKeys reported;
    try (Ledger ledger = Ledger.read(home.ledger())) {
      reported = ReportedKeys.of(ledger, home, name, stopped);
    }
    String same = reported.among(signing);
    if (!same.isEmpty()) {
      throw new Failure(
          ExitCode.CONFIG,
          "the channel still signs with a certificate that was reported, now or at another time: "
              + same,
          "name only new keys under identity.signing, or say --false-alarm if nothing happened");
    }
    if (!reported.areOthers(signing, stopped.at())) {
      throw new Failure(
          ExitCode.CONFIG,
          "which certificates were reported is not known, because the keys could not be read then",
          "'portage keys compromised %s' notes them while the channel file names the old keys; or"
                  .formatted(name)
              + " name keys whose certificates were made after the report");
    }
    String opening = reported.among(now.ours().stream().filter(KeyRow::opens).toList());
    if (!opening.isEmpty()) {
      say(
          "note: a reported key still opens what comes in: "
              + opening
              + ". Keep it under identity.decryption only as long as late messages may come");
    }
  }

  private List<Message> holdPacked(Home home) {
    StandingOrder order = order(home);
    try (Ledger ledger = order.open()) {
      return PackedMessages.hold(ledger, name, order::on, session().clock().instant());
    }
  }

  private StandingOrder order(Home home) {
    return new StandingOrder(session(), home, release ? WORD + " --release" : WORD, reason);
  }

  private boolean declined(String question) throws Failure {
    if (dryRun || !yes && !Confirmation.given(question)) {
      say("nothing was changed");
      return true;
    }
    return false;
  }

  private Session session() {
    return keys.root().session();
  }

  private void say(String line) {
    session().out().println(Printable.text(line));
  }
}
