package ca.portage.cli;

import ca.portage.app.Unlocking;
import ca.portage.app.reload.ReloadOrder;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.ledger.Event;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Order;
import ca.portage.ledger.Standing;
import ca.portage.ledger.Transitions;
import ca.portage.logging.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
      "file. The rules ask for the request at once, by digitally signed e-mail or by telephone, when a",
      "password, token or private key is compromised or may be, or a device is lost (PRD 2.3).",
      "",
      "When the new keys are in place, --release lets the channel go on. What was packed with the",
      "reported key and not sent yet is held then; 'portage discard' and 'portage resubmit' send it"
          + " anew.%n"
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
            : "channel " + name + " will stop at once and stay stopped; everything is kept");
    if (declined("Stop it? Type yes:")) {
      return ExitCode.OK;
    }
    Operator.requireOwner(home);
    // First of all, before anybody is asked for a password: each second may be misused.
    if (!stopped) {
      stands(home, Standing.STOPPED, "keys reported as compromised: " + reason);
      say("stopped. A running service does nothing on this channel any more");
    }
    RevocationFacts facts = facts(home);
    try (Ledger ledger = Ledger.open(home.ledger(), session().clock())) {
      Path file = facts.write(home, ledger);
      say("the facts for the revocation request: " + home.show(file));
    }
    facts.problem().ifPresent(problem -> say("without our certificates, because " + problem));
    say("now: 1. ask the authority to revoke the certificates named there, at once;");
    say("     2. obtain new keys, 'portage keys import' them, correct the channel file;");
    say("     3. 'portage keys compromised " + name + " --release'");
    return ExitCode.OK;
  }

  private RevocationFacts facts(Home home) {
    ConsolePrompt prompt = new ConsolePrompt(home, ConsolePrompt.Keyboard.ofProcess());
    Session session = session();
    return RevocationFacts.collect(
        home,
        name,
        new Unlocking(prompt, session.environment(), session.clock()),
        Operator.name(session.environment()),
        reason,
        session.clock().instant());
  }

  private int release(Home home, boolean stopped, Optional<Event> stands)
      throws Failure, ConfigException, IOException, InterruptedException {
    if (!stopped) {
      say("channel " + name + " is not stopped; nothing was changed");
      return ExitCode.OK;
    }
    if (!falseAlarm) {
      requireOtherKeys(home);
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
    int held = falseAlarm ? 0 : holdPacked(home);
    stands(home, Standing.RUNNING, reason);
    say("released" + (held == 0 ? "" : "; " + held + " messages are held, see 'portage status'"));
    reload(home);
    return ExitCode.OK;
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

  /** The certificate that signs from now on may not be one that was reported. */
  private void requireOtherKeys(Home home) throws Failure, ConfigException, IOException {
    Channel channel = new ConfigLoader(home).channel(name);
    List<String> reported = RevocationFacts.reported(home, name);
    RevocationFacts now = facts(home);
    if (now.problem().isPresent()) {
      throw new Failure(
          ExitCode.CONFIG,
          "the keys of channel " + channel.name() + " cannot be used: " + now.problem().get(),
          "put the new keys in place first; 'portage keys list' shows them");
    }
    String same = now.inUse().stream().filter(reported::contains).collect(Collectors.joining(", "));
    if (!same.isEmpty()) {
      throw new Failure(
          ExitCode.CONFIG,
          "the channel still signs with a certificate that was reported: " + same,
          "name the new key under identity.signing, or say --false-alarm if nothing happened");
    }
  }

  private int holdPacked(Home home) {
    try (Ledger ledger = Ledger.open(home.ledger(), session().clock())) {
      return PackedMessages.hold(
          ledger,
          name,
          this::order,
          "it was packed with a key that was reported as compromised: 'portage discard' and then"
              + " 'portage resubmit' send it with the new one");
    }
  }

  private void stands(Home home, String state, String why) {
    try (Ledger ledger = Ledger.open(home.ledger(), session().clock())) {
      Transitions ordered = ledger.by(order(Standing.channel(name)));
      Standing.note(ordered, name, Standing.channel(name), state, why);
      ledger.alert(name, Optional.empty(), "the channel is " + state + ": " + why);
    }
  }

  private Order order(String subject) {
    return new Order(
        Operator.name(session().environment()),
        release ? WORD + " --release" : WORD,
        subject,
        Optional.empty(),
        reason);
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
