package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.config.Home;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Standing;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.SimulatorHome;
import ca.portage.simulator.SimulatorPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which keys a stopped channel may go on with, and which other channels stop with it. */
class KeysReleaseTest {
  private static final TestAuthority AUTHORITY = TestAuthority.create("New", Clock.systemUTC());
  private static final String SIGNING = "  signing: signing";
  private static final String DECRYPTION = "  decryption: [encryption]";

  @TempDir Path folder;

  private Home home;
  private Cli cli;

  @BeforeEach
  void prepare() throws Exception {
    SimulatorHome.open(
            SimulatorPlan.of(
                folder, Path.of("").toAbsolutePath(), GatewayForm.STRICT, Clock.systemUTC()))
        .close();
    home = new Home(folder);
    Files.createDirectories(home.spool());
    Ledger.open(home.ledger(), Clock.systemUTC()).close();
    cli = new Cli(folder, Terminal.NONE, Clock.systemUTC());
  }

  @Test
  void aReportedKeyThatAlsoOpensIsRefused() throws Exception {
    keys("broker.p12", Map.of("both", issued(Purpose.TLS_SERVER)));
    edit("cig", SIGNING, "  signing: both");
    edit("cig", DECRYPTION, "  decryption: [both]");
    assertThat(cli.run("keys", "list").out()).contains("signs, opens");
    report("cig");

    refuses(release("cig"), "still signs with a certificate that was reported");

    keys("broker.p12", Map.of("both", issued(Purpose.TLS_SERVER)));
    accepts(release("cig"));
  }

  @Test
  void aReportedKeyThatSignsAtAnotherTimeIsRefusedAndOneThatOnlyOpensIsNamed() throws Exception {
    report("cig");
    keys("new.p12", Map.of("new", issued(Purpose.SIGNING)));
    edit("cig", "config/keys/broker.p12", "[config/keys/new.p12, config/keys/broker.p12]");
    String password = "  password: \"file:config/keys/broker.pass\"";
    edit("cig", SIGNING, "  signing: [new, {alias: signing, from: 2099-01-01}]");
    assertThat(channel("cig")).contains(password);

    refuses(release("cig"), "now or at another time: signing ");

    edit("cig", "[new, {alias: signing, from: 2099-01-01}]", "new");
    Cli.Result released = release("cig");
    accepts(released);
    assertThat(released.out()).contains("a reported key still opens what comes in: encryption ");
  }

  @Test
  void withoutTheReportedFingerprintsOnlyLaterCertificatesAreOthers() throws Exception {
    Path password = folder.resolve("config/keys/broker.pass");
    byte[] kept = Files.readAllBytes(password);
    Files.writeString(password, "wrong");
    assertThat(report("cig").out()).contains("without our certificates");
    Files.write(password, kept);

    refuses(release("cig"), "which certificates were reported is not known");

    Issued later =
        AUTHORITY.issue(Purpose.SIGNING, "cn=later", Duration.ofMinutes(30), Duration.ofDays(300));
    keys("broker.p12", Map.of("signing", later, "encryption", issued(Purpose.ENCRYPTION)));
    cli = new Cli(folder, Terminal.NONE, Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));
    accepts(release("cig"));
  }

  @Test
  void whoDeletesTheFactsDoesNotReleaseTheKey() throws Exception {
    report("cig");
    try (Stream<Path> files = Files.list(folder.resolve("spool/compromised"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }

    refuses(release("cig"), "still signs with a certificate that was reported");
  }

  @Test
  void everyChannelWithAKeyOfItStopsAndNoOther() throws Exception {
    second("same-store");
    second("same-key");
    Files.copy(folder.resolve("config/keys/broker.p12"), folder.resolve("config/keys/copy.p12"));
    edit("same-key", "config/keys/broker.p12", "config/keys/copy.p12");
    second("cig-2");
    keys(
        "other.p12",
        Map.of("signing", issued(Purpose.SIGNING), "encryption", issued(Purpose.ENCRYPTION)));
    edit("cig-2", "config/keys/broker.p12", "config/keys/other.p12");

    String said = report("cig").out();

    assertThat(said).contains("channel same-store has a key of it", "channel same-key has a key");
    for (String name : new String[] {"cig", "same-store", "same-key"}) {
      assertThat(stopped(name)).as(name).isTrue();
      refuses(release(name), "still signs with a certificate that was reported");
    }
    assertThat(stopped("cig-2")).isFalse();
  }

  @Test
  void theFactsOfAChannelAreNotThoseOfOneWhoseNameBeginsLikeIt() throws Exception {
    second("cig-2");
    keys(
        "other.p12",
        Map.of("signing", issued(Purpose.SIGNING), "encryption", issued(Purpose.ENCRYPTION)));
    edit("cig-2", "config/keys/broker.p12", "config/keys/other.p12");
    report("cig-2");

    assertThat(RevocationFacts.reported(home, "cig-2")).hasSize(2);
    assertThat(RevocationFacts.reported(home, "cig")).isEmpty();
  }

  private Cli.Result report(String channel) {
    Cli.Result result = cli.run("keys", "compromised", channel, "--yes", "--reason", "stolen");
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  private Cli.Result release(String channel) {
    return cli.run("keys", "compromised", channel, "--release", "--yes", "--reason", "new keys");
  }

  private static void refuses(Cli.Result result, String why) {
    assertThat(result.exitCode()).as(result.out()).isEqualTo(78);
    assertThat(result.err()).contains(why);
  }

  private static void accepts(Cli.Result result) {
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("released");
  }

  private boolean stopped(String channel) {
    try (Ledger ledger = Ledger.read(home.ledger())) {
      return Standing.of(ledger, Standing.channel(channel))
          .filter(last -> last.to().equals(Standing.STOPPED))
          .isPresent();
    }
  }

  private void second(String name) throws Exception {
    Path file = folder.resolve("config/channels").resolve(name + ".yaml");
    Files.writeString(file, channel("cig").replace("box/cig", "box/" + name));
  }

  private String channel(String name) throws Exception {
    return Files.readString(folder.resolve("config/channels").resolve(name + ".yaml"));
  }

  private static Issued issued(Purpose purpose) {
    return AUTHORITY.issue(purpose, "cn=new");
  }

  private void keys(String file, Map<String, Issued> keys) throws Exception {
    Files.deleteIfExists(folder.resolve("config/keys").resolve(file));
    TestAuthority.writePkcs12(
        folder.resolve("config/keys").resolve(file),
        Files.readString(folder.resolve("config/keys/broker.pass")).strip().toCharArray(),
        keys);
  }

  private void edit(String channel, String from, String to) throws Exception {
    String text = channel(channel);
    assertThat(text).contains(from);
    Files.writeString(
        folder.resolve("config/channels").resolve(channel + ".yaml"), text.replace(from, to));
  }
}
