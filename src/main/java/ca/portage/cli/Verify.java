package ca.portage.cli;

import ca.portage.config.Home;
import ca.portage.evidence.ExportExamination;
import ca.portage.evidence.HomeExamination;
import ca.portage.evidence.Outcome;
import ca.portage.ledger.EvidenceReader;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** {@code portage verify}: prove messages again from what was kept. */
@Command(
    name = "verify",
    header = "Prove messages again, offline, from the evidence that was kept.",
    description = {
      "%nComputes everything anew: the check over the stored bytes, our signature, the gateway's",
      "signature under the receipt, its certificate's path and the revocation lists as of the time"
          + " of",
      "receipt, what the receipt says, and the journal's chain of hashes. Needs no key, no password"
          + " and",
      "no network, changes nothing, and works beside a running service. Exit code 65 if anything is"
          + " not",
      "as it was.%n"
    },
    footer = {
      "%nExamples:",
      "  portage verify 01JQ7Z3N                       one message and its receipts, in detail",
      "  portage verify --all                          everything; says what is wrong",
      "  portage verify --all --json | jq 'select(.findings != [])'",
      "  portage verify --from evidence/ --trust cas/  an export, on any machine"
    })
final class Verify implements Callable<Integer> {
  @ParentCommand private Root root;
  @Spec private CommandSpec spec;
  @Mixin private HelpFlag help;

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "Messages, as 'portage messages' shows them; the beginning of an id is enough.")
  private List<String> ids = List.of();

  @Option(names = "--all", description = "Every message, and the whole journal.")
  private boolean all;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "An exported folder instead of this home. Needs --trust.")
  private Path from;

  @Option(
      names = "--trust",
      paramLabel = "DIR",
      description = {
        "The folder with the certificates of the authorities to trust (.pem, .crt, .cer, .der).",
        "Default in a home: the channel's own."
      })
  private Path trust;

  @Option(names = "--json", description = "One JSON object a message, then one on the whole.")
  private boolean json;

  @Override
  public Integer call() throws Failure, IOException, PkiException {
    Findings findings = new Findings(root.session(), json, !ids.isEmpty());
    Outcome outcome = from == null ? home(findings) : export(findings);
    findings.end(outcome);
    return outcome.findings() == 0 ? ExitCode.OK : ExitCode.DATA;
  }

  private Outcome home(Findings findings) throws Failure, IOException, PkiException {
    if (all == !ids.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          all ? "either ids or --all, not both" : "name messages, or say --all");
    }
    Home home = root.home();
    Trust named = trust == null ? null : Trust.load(trust);
    try (Ledger ledger =
        LedgerView.open(home)
            .orElseThrow(
                () ->
                    new Failure(
                        ExitCode.NO_INPUT,
                        "no service ever ran in " + home.root(),
                        "name the home with --home DIR"))) {
      return new HomeExamination(
              home,
              new EvidenceReader(ledger),
              channel -> named == null ? Authorities.of(home, channel) : named)
          .run(found(ledger, ids), findings);
    }
  }

  /** The whole ids of messages named by their beginnings. */
  static List<String> found(Ledger ledger, List<String> ids) throws Failure {
    List<String> found = new ArrayList<>();
    for (String id : ids) {
      found.add(
          ledger
              .message(id)
              .map(Message::id)
              .orElseThrow(
                  () ->
                      new Failure(
                          ExitCode.NO_INPUT,
                          "no message has the id " + id + ", or more than one begins so",
                          "'portage messages' lists the ids")));
    }
    return found;
  }

  private Outcome export(Findings findings) throws Failure, IOException, PkiException {
    if (trust == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--from needs --trust: an export may not say itself which authorities to trust");
    }
    if (all || !ids.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--from proves the whole export; leave ids and --all away");
    }
    if (!Files.isDirectory(from)) {
      throw new Failure(
          ExitCode.NO_INPUT, "there is no folder " + from, "name the folder that was exported");
    }
    Path work = Files.createTempDirectory("portage-verify-");
    try {
      return new ExportExamination(from, Trust.load(trust), work).run(findings);
    } finally {
      Files.deleteIfExists(work);
    }
  }
}
