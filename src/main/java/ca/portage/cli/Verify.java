package ca.portage.cli;

import ca.portage.config.Home;
import ca.portage.evidence.Believable;
import ca.portage.evidence.ExportExamination;
import ca.portage.evidence.HomeExamination;
import ca.portage.evidence.Outcome;
import ca.portage.ledger.EvidenceReader;
import ca.portage.ledger.Ledger;
import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
      "  portage verify --all --json | jq 'select(.id and .findings != [])'",
      "  portage verify --from evidence/ --trust cas/ --gateway gateway.pem   an export, anywhere"
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
        "The folder with the certificates of the authorities to trust (.pem, .crt, .cer, .der). Say"
            + " it again",
        "for the folder of a former authority. Default in a home: the channel's own."
      })
  private List<Path> trust = List.of();

  @Option(
      names = "--gateway",
      paramLabel = "FILE",
      description = {
        "A certificate the gateway signs with, or signed with. A receipt of any other signer is a"
            + " finding.",
        "In a home the channel's own (gateway.signing, gateway.signer) count too; of an export,"
            + " whoever",
        "has a path to an authority is believed unless you say this."
      })
  private List<Path> gateway = List.of();

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
    List<Trust> trusts = Authorities.named(trust);
    Set<X509Certificate> signing = Authorities.gateway(gateway);
    try (Ledger ledger =
            LedgerView.open(home)
                .orElseThrow(
                    () ->
                        new Failure(
                            ExitCode.NO_INPUT,
                            "no service ever ran in " + home.root(),
                            "name the home with --home DIR"));
        PrivateFolder work = PrivateFolder.in(home.spool())) {
      return new HomeExamination(
              home,
              new EvidenceReader(ledger),
              channel -> Authorities.of(home, channel, trusts, signing),
              work.path())
          .run(found(ledger, ids), findings);
    }
  }

  /** The whole ids of messages named by their beginnings. */
  static List<String> found(Ledger ledger, List<String> ids) throws Failure {
    EvidenceReader reader = new EvidenceReader(ledger);
    List<String> found = new ArrayList<>();
    for (String id : ids) {
      List<String> whole = id.isBlank() ? List.of() : reader.beginning(id);
      if (whole.isEmpty() || whole.size() > 1 && !whole.get(0).equalsIgnoreCase(id)) {
        throw new Failure(
            ExitCode.NO_INPUT,
            "no message has the id " + id + ", or more than one begins so",
            "'portage messages' lists the ids");
      }
      found.add(whole.get(0));
    }
    return found;
  }

  private Outcome export(Findings findings) throws Failure, IOException, PkiException {
    if (trust.isEmpty()) {
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
    Believable believable =
        new Believable(Authorities.named(trust), Authorities.gateway(gateway), Set.of());
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (PrivateFolder work = PrivateFolder.in(temporary)) {
      return new ExportExamination(from, believable, work.path()).run(findings);
    }
  }
}
