package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.Audit;
import ca.portage.ledger.Ledger;
import ca.portage.pki.KeyRing;
import ca.portage.pki.cmp.CaOfTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code keys update}: the new key is there once the CA has confirmed it, and the old one always.
 */
class KeysUpdateTest {
  private static final String PASSWORD = "correct horse";

  @TempDir Path folder;

  private SampleHome home;
  private Path keys;
  private byte[] before;

  @BeforeEach
  void fill() throws Exception {
    home = new SampleHome(folder);
    keys = home.home.config().resolve("keys");
    Files.writeString(folder.resolve("key.pass"), PASSWORD + "\n");
    Files.setPosixFilePermissions(
        folder.resolve("key.pass"), PosixFilePermissions.fromString("rw-------"));
    home.channel("password: file:key.pass");
  }

  private CaOfTest ca() throws Exception {
    CaOfTest ca = CaOfTest.start();
    ca.giveClient(keys.resolve("broker.p12"), PASSWORD.toCharArray());
    ca.writeCertificate(keys.resolve("trust/ca.pem"));
    before = Files.readAllBytes(keys.resolve("broker.p12"));
    cmp("tcp://127.0.0.1:" + ca.port());
    return ca;
  }

  private void cmp(String url) throws IOException {
    Path channel = home.home.channels().resolve("cig.yaml");
    Files.writeString(
        channel, Files.readString(channel) + "cmp:\n  url: " + url + "\n  timeout: 20s\n");
  }

  private Cli.Result run(String... words) {
    return new Cli(folder, Terminal.NONE, Clock.systemUTC()).run(words);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(keys)) {
      return all.map(f -> f.getFileName().toString())
          .filter(n -> !n.equals("trust"))
          .sorted()
          .toList();
    }
  }

  @Test
  void theNewKeyComesIntoAStoreOfItsOwnAndTheOldOneIsUntouched() throws Exception {
    home.withMessages();
    try (CaOfTest ca = ca()) {
      Cli.Result result = run("keys", "update", "cig", "--yes");

      assertThat(result.err()).isEmpty();
      assertThat(result.exitCode()).isZero();
      assertThat(files()).hasSize(2);
      String fresh =
          files().stream().filter(n -> n.startsWith("cig-signing-")).findFirst().orElseThrow();
      String alias = fresh.replace("cig-", "").replace(".p12", "");
      assertThat(result.out()).contains("confirmed", "config/keys/" + fresh, "alias: " + alias);
      KeyRing ring = KeyRing.open(keys.resolve(fresh), alias, List.of(), PASSWORD.toCharArray());
      assertThat(ring.signingChain().get(0)).isEqualTo(ca.issued());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve(fresh))))
          .isEqualTo("rw-------");
      assertThat(keys.resolve("broker.p12")).hasBinaryContent(before);
    }
    try (Ledger ledger = Ledger.read(home.home.ledger())) {
      assertThat(ledger.audits("cig")).extracting(Audit::action).containsExactly("keys update");
    }
  }

  @Test
  void aDryRunAsksNobody() throws Exception {
    try (CaOfTest ca = ca()) {
      Cli.Result result = run("keys", "update", "cig", "--dry-run");

      assertThat(result.exitCode()).isZero();
      assertThat(result.out()).contains("CN=Broker", "nothing was asked for");
      assertThat(ca.asked()).isEmpty();
      assertThat(files()).containsExactly("broker.p12");
    }
  }

  @Test
  void whatTheCaDidNotConfirmWaitsForAPersonAndIsInNobodysWay() throws Exception {
    try (CaOfTest ca = ca()) {
      ca.confirmsNothing();

      Cli.Result result = run("keys", "update", "cig", "--yes");

      assertThat(result.exitCode()).isEqualTo(69);
      assertThat(result.err()).contains("not confirmed", "--unfinished");
      assertThat(files()).hasSize(2).anyMatch(n -> n.endsWith(".p12.unconfirmed"));
      assertThat(run("keys", "update", "cig", "--yes").exitCode()).isEqualTo(65);

      Cli.Result accepted = run("keys", "update", "cig", "--unfinished", "accept");

      assertThat(accepted.exitCode()).isZero();
      assertThat(files()).hasSize(2).noneMatch(n -> n.endsWith(".unconfirmed"));
      assertThat(keys.resolve("broker.p12")).hasBinaryContent(before);
    }
  }

  @Test
  void aKeyWithoutAnAnswerIsPutAsideByTheNextTry() throws Exception {
    int port;
    try (CaOfTest ca = ca()) {
      port = ca.port();
    }
    Cli.Result result = run("keys", "update", "cig", "--yes");
    assertThat(result.exitCode()).isEqualTo(69);
    assertThat(result.err()).contains("127.0.0.1:" + port, "nothing is new");
    assertThat(files()).anyMatch(n -> n.endsWith(".p12.asked"));

    assertThat(run("keys", "update", "cig", "--yes").out()).contains("put aside");
    run("keys", "update", "cig", "--yes");
    assertThat(files()).filteredOn(n -> n.endsWith(".abandoned")).hasSize(2);
    assertThat(files()).filteredOn(n -> n.endsWith(".asked")).hasSize(1);
    assertThat(keys.resolve("broker.p12")).hasBinaryContent(before);
  }

  @Test
  void whoDoesNotConfirmChangesNothingAndAnotherChannelsRenewalIsLeftAlone() throws Exception {
    try (CaOfTest ca = ca()) {
      Files.write(keys.resolve("cig-signing-2026-03-01.p12.asked"), before);
      Files.write(keys.resolve("cig-test-signing-2026-03-01.p12.unconfirmed"), before);

      Cli.Result nobody = run("keys", "update", "cig");

      assertThat(nobody.exitCode()).isEqualTo(64);
      assertThat(files()).contains("cig-signing-2026-03-01.p12.asked");
      assertThat(ca.asked()).isEmpty();
      Cli.Result done = run("keys", "update", "cig", "--yes");
      assertThat(done.exitCode()).as(done.err()).isZero();
      assertThat(done.out()).contains("put aside");
      assertThat(files())
          .contains(
              "cig-signing-2026-03-01.p12.abandoned",
              "cig-test-signing-2026-03-01.p12.unconfirmed");
    }
  }

  @Test
  void theKeyIsLookedForAtTheTimeOfTheSession() throws Exception {
    try (CaOfTest ca = ca()) {
      Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(40));

      Cli.Result result =
          new Cli(folder, Terminal.NONE, later).run("keys", "update", "cig", "--dry-run");

      assertThat(result.exitCode()).isNotZero();
      assertThat(result.err()).contains("expired");
      assertThat(ca.asked()).isEmpty();
      assertThat(run("keys", "update", "cig", "--dry-run").exitCode()).isZero();
    }
  }

  @Test
  void withoutACaInTheChannelItLeadsToTheWayByHand() {
    Cli.Result result = run("keys", "update", "cig", "--yes");

    assertThat(result.exitCode()).isEqualTo(78);
    assertThat(result.err()).contains("block 'cmp'", "keys update --help");
    assertThat(run("keys", "update", "--help").out())
        .contains("the CA's own tool", "portage keys import");
  }
}
