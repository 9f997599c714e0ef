package ca.portage.cli;

import ca.portage.config.ConfigException;
import ca.portage.config.Home;
import ca.portage.config.KeyPlace;
import ca.portage.logging.Printable;
import ca.portage.pki.KeyMerge;
import ca.portage.pki.OpenedKeys;
import ca.portage.pki.PkiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code portage keys import FILE...}: old key stores into one modern one. */
@Command(
    name = "import",
    header = "Bring keys of old PKCS#12 files together in one modern key store.",
    description = {
      "%nReads PKCS#12 files of any age (RC2-40, 3DES, several keys under one name) and writes their",
      "keys and certificates into one file with AES-256, readable by its owner only. Keys of one name",
      "get names of their own. If the file exists, the keys in it stay under the names they have, with",
      "their newest certificate, and the file as it was is kept beside it. It says first what will",
      "happen and asks.%n"
    },
    footer = {
      "%nExamples:",
      "  portage keys import old.p12 --dry-run",
      "  portage keys import profile.p12 history.p12",
      "  portage keys import renewed.p12 --into config/keys/broker.p12",
      "  portage keys import old.p12 --yes --password file:old.pass --new-password file:new.pass",
      "",
      "Passwords are never words of a command: everybody on the machine could read them there."
    })
final class KeysImport implements Callable<Integer> {
  @ParentCommand private Keys keys;
  @Mixin private HelpFlag help;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "PKCS#12 files, .p12 or .pfx.")
  private List<Path> files;

  @Option(
      names = "--into",
      paramLabel = "FILE",
      defaultValue = "config/keys/broker.p12",
      description = "The key store to write, in the home. Default: ${DEFAULT-VALUE}.")
  private Path into;

  @Option(
      names = "--password",
      paramLabel = "SOURCE",
      defaultValue = "prompt",
      description = "Of the old files: prompt, file:PATH or credential:NAME.")
  private String password;

  @Option(
      names = "--new-password",
      paramLabel = "SOURCE",
      defaultValue = "prompt",
      description = "Of the new key store, or of the one that is there already.")
  private String newPassword;

  @Option(names = "--yes", description = "Do not ask for a confirmation, as in a script.")
  private boolean yes;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only say what would happen; nothing is written.")
  private boolean dryRun;

  @Override
  public Integer call() throws Failure, ConfigException, PkiException, IOException {
    Session session = keys.root().session();
    Home home = keys.root().home();
    Path target = target(home);
    try (Passwords asked =
        new Passwords(home, session.environment(), ConsolePrompt.Keyboard.ofProcess())) {
      List<OpenedKeys> added = new ArrayList<>();
      for (Path file : files) {
        added.add(asked.open(file.toAbsolutePath().normalize(), password));
      }
      Optional<OpenedKeys> present =
          Files.exists(target) ? Optional.of(asked.open(target, newPassword)) : Optional.empty();
      KeyMerge merge = KeyMerge.of(present, added);
      print(session, home, target, present, merge);
      if (merge.keys().stream().noneMatch(m -> present.filter(m.from()::equals).isEmpty())) {
        session.out().println("every key is there already; nothing was written");
        return ExitCode.OK;
      }
      if (dryRun || !yes && !Confirmation.given("Write it? Type yes:")) {
        session.out().println("nothing was written");
        return ExitCode.OK;
      }
      Operator.requireOwnerOf(target.getParent());
      char[] secret = present.isPresent() ? asked.of(target) : asked.fresh(target, newPassword);
      KeyStoreWriter.write(home, target, merge.keyStore(secret), session)
          .forEach(line -> session.out().println(Printable.text(line)));
    }
    advise(session, home, target);
    return ExitCode.OK;
  }

  private Path target(Home home) throws Failure {
    try {
      Path target = home.resolve(into);
      if (!Files.isDirectory(target.getParent())) {
        throw new Failure(
            ExitCode.CANNOT_CREATE,
            "there is no folder " + target.getParent(),
            "make it first, mode 0700");
      }
      return target;
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, e.getMessage(), "name a file of the home with --into");
    }
  }

  private static void print(
      Session session, Home home, Path target, Optional<OpenedKeys> present, KeyMerge merge) {
    session
        .out()
        .println(
            home.show(target)
                + (present.isPresent()
                    ? " is there already; it is kept as it was beside the new one"
                    : " will be new"));
    Table table = new Table("NAME", "USE", "UNTIL", "SERIAL", "SUBJECT", "FROM");
    for (KeyMerge.Moved key : merge.keys()) {
      boolean stays = present.filter(key.from()::equals).isPresent();
      var certificate = key.entry().certificate();
      table
          .cell(key.entry().alias())
          .cell(KeyMerge.use(certificate))
          .cell(Ages.instant(certificate.getNotAfter().toInstant()))
          .cell(certificate.getSerialNumber().toString(16))
          .cell(certificate.getSubjectX500Principal().getName())
          .cell(stays ? "there" : from(key));
    }
    table
        .lines(session.terminal().columns(), session.paint())
        .forEach(line -> session.out().println("  " + line));
  }

  private static String from(KeyMerge.Moved key) {
    String file = ((KeyPlace.File) key.from().place()).path().toString();
    return file
        + (key.before().equals(key.entry().alias()) ? "" : ", named " + key.before())
        + (key.recertified() ? ", a newer certificate of that key" : "");
  }

  private static void advise(Session session, Home home, Path target) {
    session.out().println("in the channel file, under identity:");
    session.out().println("  keystore: " + Printable.text(home.show(target)));
    session.out().println("  signing and decryption: the names above, the newest first");
    session
        .out()
        .println(
            "then 'portage check'. The old files hold the same keys; keep them where nobody gets at"
                + " them, or delete them when the channel works");
  }
}
