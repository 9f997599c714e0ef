package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.evidence.Carried;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Facts;
import ca.portage.ledger.Kind;
import ca.portage.pki.TestAuthority;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an admin sees who proves messages again, and who hands the evidence on. */
class EvidenceCommandsTest {
  private static final int FINDINGS = 65;
  private static final int USAGE = 64;

  @TempDir static Path machine;
  @TempDir Path folder;

  private static Carried carried;
  private static Cli cli;
  private static Facts sent;

  @BeforeAll
  static void carry() throws Exception {
    carried = Carried.in(machine.resolve("home"));
    cli = new Cli(machine.resolve("home"));
    sent = carried.facts(Direction.OUT, Kind.INTERCHANGE).get(0);
  }

  @Test
  void oneMessageIsShownWithEverythingThatHolds() {
    Cli.Result result = cli.run("verify", sent.id());
    assertThat(result.out())
        .contains(sent.id() + "  interchange out, DONE", sent.receipts().get(0))
        .contains("  proved   the file as it was dropped", "  proved   signed by ")
        .contains("everything is as it was")
        .doesNotContain("FINDING");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void allMessagesAreOneLineWhenAllIsWell() {
    Cli.Result result = cli.run("verify", "--all");
    assertThat(result.exitCode()).isZero();
    assertThat(result.outLines()).hasSize(3);
    assertThat(result.outLines().get(0))
        .matches("receipts signed by CN=.+, SHA-256 [0-9a-f]{64}: " + carried.receipts());
    assertThat(result.out()).containsPattern("the journal: lines 1 to \\d+, chain [0-9a-f]{64}");
    assertThat(result.err()).contains("following the journal from line to line");
  }

  @Test
  void jsonIsOneObjectAMessageAndOneOnTheWhole() throws Exception {
    List<String> lines = cli.run("verify", "--all", "--json").outLines();
    ObjectMapper json = new ObjectMapper();
    for (String line : lines.subList(0, lines.size() - 1)) {
      JsonNode message = json.readTree(line);
      assertThat(message.path("id").asText()).isNotEmpty();
      assertThat(message.path("findings")).isEmpty();
      assertThat(message.path("proved").isArray()).isTrue();
    }
    JsonNode whole = json.readTree(lines.get(lines.size() - 1));
    assertThat(whole.path("messages").asInt()).isEqualTo(lines.size() - 1);
    assertThat(whole.path("findings").asInt()).isZero();
    assertThat(whole.path("link").asText()).hasSize(64);
  }

  @Test
  void aFindingNamesTheFileAndIsTheExitCode() throws Exception {
    Path payload = carried.home.spool().resolve("out").resolve(sent.id()).resolve("payload");
    byte[] bytes = Files.readAllBytes(payload);
    bytes[10] ^= 1;
    Files.write(payload, bytes);
    Cli.Result result = cli.run("verify", "--all");
    bytes[10] ^= 1;
    Files.write(payload, bytes);
    assertThat(result.exitCode()).isEqualTo(FINDINGS);
    assertThat(result.out())
        .contains(sent.id(), "FINDING  the dropped file was changed: payload has SHA-256 ")
        .contains("Keep the spool as it is");
    assertThat(cli.run("verify", "--all").exitCode()).isZero();
  }

  @Test
  void anExportIsProvedWithTheAuthoritiesNamed() {
    Path export = folder.resolve("evidence");
    Cli.Result exported = cli.run("export", "--evidence", sent.id(), "--to", export.toString());
    assertThat(exported.out())
        .contains("2 messages with all that proves them", "portage verify --from " + export);
    assertThat(exported.exitCode()).isZero();
    assertThat(export.resolve("README.txt")).content().contains("openssl cms -verify");
    Cli elsewhere = new Cli(folder);
    Cli.Result proved =
        elsewhere.run("verify", "--from", export.toString(), "--trust", carried.trust.toString());
    assertThat(proved.out()).contains("2 messages examined: everything is as it was");
    assertThat(proved.exitCode()).isZero();
    Cli.Result again = cli.run("export", "--evidence", "--all", "--to", export.toString());
    assertThat(again.exitCode()).isEqualTo(ExitCode.CANNOT_CREATE);
    assertThat(again.err()).contains("is not empty", "nothing was written");
  }

  @Test
  void anExportCanPaintNothingOnATerminalAndSetNothingThere() throws Exception {
    Path export = folder.resolve("evidence");
    cli.run("export", "--evidence", sent.id(), "--to", export.toString());
    Path list = export.resolve("facts").resolve(sent.id() + ".json");
    Files.writeString(
        list,
        Files.readString(list)
            .replaceFirst(
                "\"state\" : \"DONE\"", "\"state\" : \"\\\\u001b[2J\\\\u001b]0;x\\\\u0007\""));
    Terminal colours = new Terminal(true, true, 80);
    Cli.Result result =
        new Cli(folder, colours)
            .run("verify", "--from", export.toString(), "--trust", carried.trust.toString());
    assertThat(result.exitCode()).isEqualTo(FINDINGS);
    assertThat(result.out()).contains("\u001b[1mFINDING\u001b[0m");
    assertThat(result.out().replace("\u001b[1mFINDING\u001b[0m", ""))
        .doesNotContain("\u001b", "\u0007");
  }

  @Test
  void whoIsNotTheNamedGatewayIsToldApartFromWhatWasTouched() throws Exception {
    Path export = folder.resolve("evidence");
    cli.run("export", "--evidence", sent.id(), "--to", export.toString());
    Path other = folder.resolve("other.pem");
    TestAuthority.writePem(other, TestAuthority.create("Other", Clock.systemUTC()).certificate());
    List<String> words =
        List.of(
            "verify",
            "--from",
            export.toString(),
            "--trust",
            carried.trust.toString(),
            "--gateway");
    Cli.Result result = run(words, other.toString());
    assertThat(result.exitCode()).isEqualTo(FINDINGS);
    assertThat(result.out())
        .contains("none of the gateway's certificates and names", "receipts signed by CN=")
        .doesNotContain("find out who touched it");
    Path gateway;
    try (Stream<Path> files = Files.list(carried.home.config().resolve("keys"))) {
      gateway =
          files.filter(f -> f.toString().contains("gateway-signing")).findFirst().orElseThrow();
    }
    assertThat(run(words, gateway.toString()).exitCode()).as("control").isZero();
    assertThat(run(words, "/nowhere").exitCode()).isEqualTo(ExitCode.NO_INPUT);
    words = List.of("verify", "--from", export.toString(), "--trust");
    assertThat(run(words, "/nowhere").exitCode()).isEqualTo(ExitCode.NO_INPUT);
  }

  private static Cli.Result run(List<String> words, String last) {
    List<String> all = new ArrayList<>(words);
    all.add(last);
    return cli.run(all.toArray(String[]::new));
  }

  @Test
  void aChannelThatCannotBeReadHidesNothingOfWhatIsProvedWithoutIt() throws Exception {
    Path channel = carried.home.channels().resolve("cig.yaml");
    byte[] before = Files.readAllBytes(channel);
    Files.delete(channel);
    Cli.Result result = cli.run("verify", "--all");
    Files.write(channel, before);
    assertThat(result.exitCode()).isEqualTo(FINDINGS);
    assertThat(result.out())
        .contains("whom channel cig believes is not known")
        .doesNotContain("find out who touched it");
    assertThat(cli.run("verify", "--all").exitCode()).isZero();
  }

  @Test
  void aSignerThatIsNamedInTheChannelByNameAloneIsTheOnlyOne() throws Exception {
    Path channel = carried.home.channels().resolve("cig.yaml");
    String before = Files.readString(channel);
    String named =
        before.replaceFirst(
            "(?m)^  signing: config/keys/gateway-signing.pem$", "  signer: \"cn=Somebody Else\"");
    assertThat(named).isNotEqualTo(before);
    Files.writeString(channel, named);
    Cli.Result result = cli.run("verify", "--all");
    Files.writeString(channel, before);
    assertThat(result.exitCode()).isEqualTo(FINDINGS);
    assertThat(result.out()).contains("none of the gateway's certificates and names");
  }

  @Test
  void whatCouldNotBeExportedIsNamed() throws Exception {
    Path signature =
        carried.home.spool().resolve("out").resolve(sent.id()).resolve("signature.p7s");
    byte[] before = Files.readAllBytes(signature);
    Files.delete(signature);
    Path export = folder.resolve("evidence");
    Cli.Result result = cli.run("export", "--evidence", sent.id(), "--to", export.toString());
    Files.write(signature, before);
    assertThat(result.exitCode()).isEqualTo(FINDINGS);
    assertThat(result.out())
        .contains(
            "MISSING  out/" + sent.id() + "/signature.p7s", "1 things that prove them could not")
        .doesNotContain("with all that proves them");
  }

  @Test
  void nothingOfTheWorkIsLeftBehind() throws Exception {
    cli.run("verify", "--all");
    try (Stream<Path> left = Files.list(carried.home.spool())) {
      assertThat(left)
          .noneMatch(file -> file.getFileName().toString().startsWith("portage-verify"));
    }
    Path dead = carried.home.spool().resolve("portage-verify-999999999-x");
    Files.createDirectory(dead);
    Files.writeString(dead.resolve("work-1.tmp"), "in clear");
    Path alive =
        carried.home.spool().resolve("portage-verify-" + ProcessHandle.current().pid() + "-x");
    Files.createDirectory(alive);
    cli.run("verify", sent.id());
    assertThat(dead).doesNotExist();
    assertThat(alive).exists();
    Files.delete(alive);
  }

  @Test
  void whatIsMissingOnTheCommandLineIsSaid() {
    assertUsage("name messages, or say --all", "verify");
    assertUsage("either ids or --all, not both", "verify", "--all", sent.id());
    assertUsage("--from needs --trust", "verify", "--from", folder.toString());
    assertUsage("--evidence", "export", "--all", "--to", folder.toString());
    assertUsage("--to", "export", "--evidence", "--all");
    Cli.Result unknown = cli.run("verify", "NOSUCH");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(unknown.err()).contains("no message has the id NOSUCH");
    Path inside = carried.home.spool().resolve("evidence");
    Cli.Result refused = cli.run("export", "--evidence", "--all", "--to", inside.toString());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.CANNOT_CREATE);
    assertThat(inside).doesNotExist();
  }

  private static void assertUsage(String said, String... words) {
    Cli.Result result = cli.run(words);
    assertThat(result.exitCode()).as(String.join(" ", words)).isEqualTo(USAGE);
    assertThat(result.err()).contains(said);
  }
}
