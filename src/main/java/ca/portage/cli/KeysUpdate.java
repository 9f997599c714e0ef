package ca.portage.cli;

import ca.portage.app.KeyRenewal;
import ca.portage.app.RenewalFiles;
import ca.portage.app.Unlocking;
import ca.portage.config.Channel;
import ca.portage.config.Cmp;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.ledger.Ledger;
import ca.portage.logging.Printable;
import ca.portage.pki.KeyRing;
import ca.portage.pki.PkiException;
import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code portage keys update CHANNEL}: a successor of one of our keys, from the CA. */
@Command(
    name = "update",
    header = "Renew one of our keys at the CA, or be led through it.",
    description = {
      "%nAsks the CA that the channel's block 'cmp' names for the successor of a key (CMP, RFC 4210):",
      "makes a new key, has it certified, checks the certificate and has the CA confirm it. The new",
      "key comes into a key store of its own in config/keys, with the password of the old one; the",
      "old one stays as it is, and nothing is signed with the new one before the channel names it.",
      "A key in a token is renewed there, with the tool of its maker or of the CA.",
      "Certify this with your CA first: what Entrust does beyond the RFC is not public.%n"
    },
    footer = {
      "%nWhere the CA's own tool has to renew the key, as with an Entrust profile:",
      "  1. renew it there: with Entrust Entelligence by logging in while the warning period runs, at",
      "     the CRA's web site with 'Create or Recover Profile';",
      "  2. export signing and encryption key with their certificates as PKCS#12, if its policy lets",
      "     you; former encryption keys too, they open late messages;",
      "  3. bring the file in: portage keys import FILE, then name it in the channel beside the old",
      "     one; a key that is to sign from a day on gets 'from: DATE';",
      "  4. portage check, then wait for the first receipt before the old key is taken out.",
      "From then on every renewal in the old tool makes this copy stale: renew in one place only.",
      "",
      "Examples:",
      "  portage keys update cig --dry-run",
      "  portage keys update cig",
      "  portage keys update cig --key decryption",
      "  portage keys update cig --unfinished accept    the CA says that the new one is in force"
    })
final class KeysUpdate implements Callable<Integer> {
  @ParentCommand private Keys keys;
  @Mixin private HelpFlag help;

  @Parameters(paramLabel = "CHANNEL", description = "The channel whose key is renewed.")
  private String channelName;

  @Option(
      names = "--key",
      paramLabel = "USE",
      defaultValue = "signing",
      description = "signing (the default) or decryption.")
  private String use;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only say what would be asked for; the CA hears nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask for a confirmation, as in a script.")
  private boolean yes;

  @Option(
      names = "--unfinished",
      paramLabel = "WHAT",
      description = "accept or abandon what a renewal that was cut off left behind.")
  private UnfinishedRenewal.Decision unfinished;

  @Override
  public Integer call() throws Failure, ConfigException, PkiException, IOException {
    Home home = keys.root().home();
    Session session = keys.root().session();
    Channel channel = new ConfigLoader(home).channel(channelName);
    Cmp cmp = channel.cmp().orElseThrow(() -> withoutCa(home));
    RenewalFiles files = new RenewalFiles(home.config().resolve("keys"), channelName);
    UnfinishedRenewal cutOff = new UnfinishedRenewal(home, files, this::say);
    if (unfinished != null) {
      cutOff.decide(unfinished);
      return ExitCode.OK;
    }
    if (!dryRun) {
      cutOff.requireConfirmed();
    }
    RememberingPrompt prompt =
        new RememberingPrompt(new ConsolePrompt(home, ConsolePrompt.Keyboard.ofProcess()));
    try {
      KeyRing ring = new Unlocking(prompt, session.environment(), session.clock()).open(channel);
      X509Certificate old = KeyRenewal.old(ring, parsedUse(), session.clock().instant());
      RenewalStore store = RenewalStore.of(channel, ring, old);
      announce(cmp, old);
      if (Files.exists(home.ledger())) {
        Operator.requireOwner(home);
      }
      if (dryRun || !yes && !confirmed()) {
        say("nothing was asked for; nothing was changed");
        return ExitCode.OK;
      }
      cutOff.makeWay();
      char[] password = prompt.password(store, session.environment());
      try {
        KeyRenewal renewal = new KeyRenewal(cmp, files, session.clock());
        KeyRenewal.Renewed renewed = renewal.renew(ring, parsedUse(), password);
        tell(home, renewed);
        note(home, renewed);
      } catch (PkiException e) {
        throw cutOff.failed(e);
      } finally {
        Arrays.fill(password, '\0');
      }
      return ExitCode.OK;
    } finally {
      prompt.wipe();
    }
  }

  private KeyRenewal.Use parsedUse() throws Failure {
    for (KeyRenewal.Use each : KeyRenewal.Use.values()) {
      if (each.word().equals(use)) {
        return each;
      }
    }
    throw new Failure(ExitCode.USAGE, "--key is '" + use + "'", "write signing or decryption");
  }

  private static Failure withoutCa(Home home) {
    return new Failure(
        ExitCode.CONFIG,
        "the channel names no CA that takes CMP (block 'cmp'); nothing was asked for",
        "'portage keys update --help' leads through a renewal with the CA's own tool; "
            + home.show(home.channels())
            + "/cig.yaml of the bundle shows the block");
  }

  private void announce(Cmp cmp, X509Certificate old) {
    say(
        "asks the CA at %s for the successor of %s, serial number %s, good until %s"
            .formatted(
                cmp.url(),
                Printable.text(old.getSubjectX500Principal().getName()),
                old.getSerialNumber().toString(16),
                Ages.instant(old.getNotAfter().toInstant())));
  }

  private boolean confirmed() throws Failure {
    Person person =
        Person.ofProcess()
            .orElseThrow(
                () ->
                    new Failure(
                        ExitCode.USAGE,
                        "nobody is at the terminal to confirm this; nothing was asked for",
                        "add --yes to go on without"));
    return person.answer("Do it? Type yes:").filter("yes"::equalsIgnoreCase).isPresent();
  }

  /** Keeps in the audit who renewed what; a home without a ledger has nothing to keep it in. */
  private void note(Home home, KeyRenewal.Renewed renewed) {
    if (Files.exists(home.ledger())) {
      try (Ledger ledger = Ledger.open(home.ledger(), keys.root().session().clock())) {
        ledger.audit(
            Operator.name(keys.root().session().environment()),
            "keys update",
            channelName,
            "confirmed by the CA: " + home.show(renewed.file()),
            "certificate " + renewed.certificate().getSerialNumber().toString(16));
      }
    }
  }

  private void tell(Home home, KeyRenewal.Renewed renewed) {
    String file = home.show(renewed.file());
    say(
        "the CA confirmed the new key: serial number %s, good until %s"
            .formatted(
                renewed.certificate().getSerialNumber().toString(16),
                Ages.instant(renewed.certificate().getNotAfter().toInstant())));
    say("it is in " + file + ", with the password of the old one; the old one is untouched");
    say("to use it, name both in config/channels/" + channelName + ".yaml:");
    say("  identity:");
    say("    keystore: [... , " + file + "]");
    say(
        parsedSigning()
            ? "    signing: [... , {alias: %s, from: %s}]"
                .formatted(
                    renewed.alias(), Ages.instant(renewed.certificate().getNotBefore().toInstant()))
            : "    decryption: [" + renewed.alias() + ", ...]");
    say("then: portage check");
  }

  private boolean parsedSigning() {
    return use.equals(KeyRenewal.Use.SIGNING.word());
  }

  private void say(String line) {
    keys.root().session().out().println(line);
  }
}
