package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.badtls.Minted;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Purpose;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.SimulatorHome;
import ca.portage.simulator.SimulatorPlan;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code keys list} and {@code keys import}, on a home that the simulator made. */
class KeysCommandsTest {
  private static final TestAuthority AUTHORITY = TestAuthority.create("New", Clock.systemUTC());

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void home() throws Exception {
    SimulatorHome.open(
            SimulatorPlan.of(
                folder, Path.of("").toAbsolutePath(), GatewayForm.STRICT, Clock.systemUTC()))
        .close();
    cli = new Cli(folder, Terminal.NONE, Clock.systemUTC());
  }

  @Test
  void theListSaysOfEachKeyWhatItIsForAndUntilWhen() throws Exception {
    Cli.Result result = cli.run("keys", "list", "--json");

    assertThat(result.exitCode()).as(result.err()).isZero();
    List<JsonNode> rows = json(result);
    assertThat(rows)
        .extracting(row -> row.get("whose").asText() + " " + row.get("used").asText())
        .containsExactlyInAnyOrder(
            "ours signs",
            "ours opens",
            "gateway we encrypt to it",
            "gateway may sign receipts",
            "authority trusted");
    assertThat(rows.get(0).fieldNames())
        .toIterable()
        .containsExactly(
            "channel",
            "whose",
            "name",
            "place",
            "use",
            "used",
            "subject",
            "issuer",
            "serial",
            "from",
            "until",
            "keyUntil",
            "sha256");
    assertThat(cli.run("keys", "list").out())
        .contains("KEY UNTIL", "signs", "config/keys/broker.p12", "CN=Portage Simulator CA");
  }

  @Test
  void aKeyThatSignsLaterIsListedWithItsDateAndItsUsagePeriod() throws Exception {
    TestAuthority.writePkcs12(
        folder.resolve("config/keys/next.p12"),
        password(),
        Map.of(
            "next",
            AUTHORITY.withKeyLife(Duration.ofDays(90)).issue(Purpose.SIGNING, "cn=next"),
            "unused",
            AUTHORITY.issue(Purpose.ENCRYPTION, "cn=unused")));
    channel("keystore: .*", "keystore: [config/keys/broker.p12, config/keys/next.p12]");
    channel("signing: signing", "signing: [signing, {alias: next, from: 2999-01-01}]");

    List<JsonNode> rows = json(cli.run("keys", "list", "--json"));

    assertThat(rows)
        .anySatisfy(
            row -> {
              assertThat(row.get("name").asText()).isEqualTo("next");
              assertThat(row.get("used").asText()).isEqualTo("signs from 2999-01-01T00:00:00Z");
              assertThat(row.get("keyUntil").asText()).isNotEqualTo("null");
              assertThat(row.get("place").asText()).isEqualTo("config/keys/next.p12");
            })
        .anySatisfy(row -> assertThat(row.get("used").asText()).isEqualTo("not used"));
  }

  @Test
  void withoutATerminalTheOthersAreListedAndTheExitCodeSaysSo() throws Exception {
    channel("password: .*", "password: prompt");

    Cli.Result result = cli.run("keys", "list", "--json");

    assertThat(result.exitCode()).isEqualTo(69);
    assertThat(result.err()).contains("there is no terminal");
    assertThat(json(result)).extracting(row -> row.get("whose").asText()).doesNotContain("ours");
  }

  @Test
  void renewedKeysJoinThoseThatAreThereAndTheOldFileIsKept() throws Exception {
    Path broker = folder.resolve("config/keys/broker.p12");
    byte[] before = Files.readAllBytes(broker);
    Path renewed = folder.resolve("renewed.p12");
    TestAuthority.writePkcs12(
        renewed,
        "old pass".toCharArray(),
        Map.of("signing", AUTHORITY.issue(Purpose.SIGNING, "cn=renewed")));
    secret("renewed.pass", "old pass");

    Cli.Result dry = importing(renewed, "--dry-run");
    assertThat(dry.exitCode()).as(dry.err()).isZero();
    assertThat(dry.out()).contains("signing-signing", "nothing was written");
    assertThat(broker).hasBinaryContent(before);

    Cli.Result done = importing(renewed, "--yes");
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out()).contains("kept as it was: config/keys/broker.p12.old-");
    assertThat(files("broker.p12.old-"))
        .singleElement()
        .satisfies(kept -> assertThat(kept).hasBinaryContent(before));
    for (Path file : files("broker.p12")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    channel("signing: signing", "signing: signing-signing");
    assertThat(json(cli.run("keys", "list", "--json")))
        .filteredOn(row -> row.get("whose").asText().equals("ours"))
        .extracting(row -> row.get("name").asText() + " " + row.get("used").asText())
        .containsExactlyInAnyOrder("signing not used", "encryption opens", "signing-signing signs");
    assertThat(importing(renewed, "--yes").out()).contains("every key is there already");
  }

  @Test
  void aNewerCertificateOverAKeyThatIsThereIsTakenInAndSaid() throws Exception {
    Path broker = folder.resolve("config/keys/broker.p12");
    Minted older = Minted.order("cn=b").valid(Duration.ofDays(-9), Duration.ofDays(1)).selfSigned();
    Minted newer = Minted.order("cn=b").valid(Duration.ofDays(-1), Duration.ofDays(9)).selfSigned();
    Files.delete(broker);
    TestAuthority.writePkcs12(broker, password(), Map.of("signing", issued(older)));
    Path renewed = folder.resolve("renewed.p12");
    TestAuthority.writePkcs12(renewed, "old pass".toCharArray(), Map.of("x", issued(newer)));
    secret("renewed.pass", "old pass");

    Cli.Result done = importing(renewed, "--yes");

    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out()).contains("a newer certificate of that key");
    assertThat(importing(renewed, "--yes").out()).contains("every key is there already");
    assertThat(json(cli.run("keys", "list", "--json")))
        .filteredOn(row -> row.get("name").asText().equals("signing"))
        .extracting(row -> row.get("serial").asText())
        .contains(newer.certificate().getSerialNumber().toString(16));
  }

  private static TestAuthority.Issued issued(Minted minted) {
    return new TestAuthority.Issued(minted.key(), minted.certificate(), List.of());
  }

  @Test
  void aSourceThatOthersCanReadAndAWrongPasswordAreRefusedAndNothingIsWritten() throws Exception {
    Path old = folder.resolve("old.p12");
    TestAuthority.writePkcs12(
        old, "right".toCharArray(), Map.of("s", AUTHORITY.issue(Purpose.SIGNING, "cn=s")));
    secret("renewed.pass", "wrong");
    byte[] before = Files.readAllBytes(folder.resolve("config/keys/broker.p12"));

    Cli.Result wrong = importing(old, "--yes");
    assertThat(wrong.exitCode()).isEqualTo(77);
    assertThat(wrong.err()).contains("the password does not open").doesNotContain("wrong ");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(importing(old, "--yes").err()).contains("open to others", "chmod 600");
    assertThat(folder.resolve("config/keys/broker.p12")).hasBinaryContent(before);
    assertThat(files("broker.p12.")).isEmpty();
  }

  @Test
  void aPasswordIsNeverAWordOfTheCommand() {
    Cli.Result result = cli.run("keys", "import", "x.p12", "--password", "hunter2-hunter2");

    assertThat(result.exitCode()).isNotZero();
    assertThat(result.err()).contains("prompt, file:PATH or credential:NAME");
    assertThat(result.err() + result.out()).doesNotContain("hunter2");
  }

  private Cli.Result importing(Path file, String option) {
    return cli.run(
        "keys",
        "import",
        file.toString(),
        option,
        "--password",
        "file:config/keys/renewed.pass",
        "--new-password",
        "file:config/keys/broker.pass");
  }

  private char[] password() throws IOException {
    return Files.readString(folder.resolve("config/keys/broker.pass")).strip().toCharArray();
  }

  private void secret(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("config/keys").resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private void channel(String line, String by) throws IOException {
    Path file = folder.resolve("config/channels/cig.yaml");
    Files.writeString(file, Files.readString(file).replaceAll(line, by));
  }

  private List<Path> files(String beginning) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("config/keys"))) {
      return files.filter(f -> f.getFileName().toString().startsWith(beginning)).toList();
    }
  }

  private static List<JsonNode> json(Cli.Result result) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : result.outLines()) {
      rows.add(new ObjectMapper().readTree(line));
    }
    return rows;
  }
}
