package ca.portage.cli;

import ca.portage.config.Home;
import ca.portage.ledger.EvidenceReader;
import ca.portage.ledger.Ledger;
import ca.portage.logging.Printable;
import ca.portage.spool.Durable;
import ca.portage.spool.ForceFailedException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code portage export}: copy what proves messages to a folder. */
@Command(
    name = "export",
    header = "Copy the evidence of messages to a folder that proves them anywhere.",
    description = {
      "%nWrites a new folder with all that proves the messages: their bytes in both directions,"
          + " their",
      "receipts, certificates and revocation lists, and the lines of the journal, in which those"
          + " about",
      "other messages are named by their hash only. A received message comes with the gateway's whole",
      "answer, and so with whatever else was in it. A README and a SHA-256 manifest are in it. The"
          + " folder",
      "holds business data in clear: protect it. Exit code 65 if something could not be copied. Changes nothing in the home; works beside a"
          + " running",
      "service.%n"
    },
    footer = {
      "%nExamples:",
      "  portage export --evidence 01JQ7Z3N --to /media/usb/evidence-01JQ7Z3N",
      "  portage export --evidence --all --to /backup/evidence-2026",
      "  portage verify --from /media/usb/evidence-01JQ7Z3N --trust cas/   proves it, on any"
          + " machine"
    })
final class Export implements Callable<Integer> {
  private static final int SHOWN = 20;

  @ParentCommand private Root root;
  @Spec private CommandSpec spec;
  @Mixin private HelpFlag help;

  @Option(names = "--evidence", required = true, description = "What proves the messages.")
  private boolean evidence;

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "Messages, as 'portage messages' shows them; the beginning of an id is enough.")
  private List<String> ids = List.of();

  @Option(names = "--all", description = "Every message.")
  private boolean all;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      required = true,
      description = "The folder to write; new, or empty.")
  private Path to;

  @Override
  public Integer call() throws Failure, IOException {
    if (all == !ids.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          all ? "either ids or --all, not both" : "name messages, or say --all");
    }
    Home home = root.home();
    try (Ledger ledger =
            LedgerView.open(home)
                .orElseThrow(
                    () ->
                        new Failure(
                            ExitCode.NO_INPUT,
                            "no service ever ran in " + home.root(),
                            "name the home with --home DIR"));
        PrivateFolder work = PrivateFolder.in(home.spool())) {
      List<String> found = Verify.found(ledger, ids);
      Path folder = emptyFolder(home);
      String version = new Root.Version().getVersion()[0].replaceFirst("^portage ", "");
      ca.portage.evidence.Export.Exported exported =
          new ca.portage.evidence.Export(
                  home,
                  new EvidenceReader(ledger),
                  folder,
                  work.path(),
                  root.session().clock(),
                  version)
              .run(found, new Findings(root.session(), false, false));
      tell(exported);
      return exported.missing().isEmpty() ? ExitCode.OK : ExitCode.DATA;
    } catch (ForceFailedException e) {
      throw new Failure(
          ExitCode.IO,
          e.getMessage() + " The export in " + to + " is not finished",
          "name a folder on another disk or stick with --to DIR; nothing in the home was changed",
          e);
    }
  }

  private void tell(ca.portage.evidence.Export.Exported exported) {
    List<String> missing = exported.missing();
    missing.stream().limit(SHOWN).forEach(text -> say("MISSING  " + Printable.text(text)));
    if (missing.size() > SHOWN) {
      say("MISSING  and %,d more".formatted(missing.size() - SHOWN));
    }
    say(
        missing.isEmpty()
            ? "%d messages with all that proves them are in %s; they are in clear, protect that folder"
                .formatted(exported.messages(), to)
            : "%d messages are in %s, and %,d things that prove them could not be copied; 'portage verify --all' says more"
                .formatted(exported.messages(), to, missing.size()));
    say("to prove them: portage verify --from " + to + " --trust FOLDER_OF_CA_CERTIFICATES");
  }

  private Path emptyFolder(Home home) throws Failure, IOException {
    Path folder = to.toAbsolutePath().normalize();
    if (folder.startsWith(home.spool()) || home.spool().startsWith(folder)) {
      throw new Failure(
          ExitCode.CANNOT_CREATE,
          folder + " is in the spool of this home",
          "name a folder elsewhere with --to DIR");
    }
    if (!Files.isDirectory(folder.getParent() == null ? folder : folder.getParent())) {
      throw new Failure(
          ExitCode.CANNOT_CREATE,
          "there is no folder " + folder.getParent(),
          "make it first, or name another with --to DIR");
    }
    Durable.folder(folder);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      if (entries.iterator().hasNext()) {
        throw new Failure(
            ExitCode.CANNOT_CREATE,
            folder + " is not empty",
            "name a new folder with --to DIR; nothing was written");
      }
    }
    return folder;
  }

  private void say(String text) {
    root.session().out().println(text);
  }
}
