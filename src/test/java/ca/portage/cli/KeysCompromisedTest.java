package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ca.portage.app.RunningHome;
import ca.portage.app.reload.ReloadDesk;
import ca.portage.content.Content;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Attempt;
import ca.portage.ledger.Audit;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Download;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.Standing;
import ca.portage.ledger.State;
import ca.portage.pki.Certificates;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Purpose;
import ca.portage.simulator.GatewayForm;
import ca.portage.spool.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody may have our key: the channel stops beside the running service, and nothing is lost. */
class KeysCompromisedTest {
  @TempDir Path folder;

  private RunningHome home;
  private Cli cli;

  @BeforeEach
  void prepare() throws Exception {
    home = new RunningHome(folder, GatewayForm.STRICT);
    cli = new Cli(folder, Terminal.NONE, Clock.systemUTC());
  }

  @Test
  void aChannelStopsAtOnceKeepsEverythingAndGoesOnWhenItWasAFalseAlarm() throws Exception {
    try (RunningHome running = home.start()) {
      running.drop("cusrep-arrival");
      soon().until(() -> out(State.DONE).size() == 1);

      Cli.Result stop = compromised("--yes", "--reason", "laptop stolen");
      assertThat(stop.exitCode()).as(stop.err()).isZero();
      running.drop("kept.edi", "UNA:+.? '".getBytes());
      soon().until(() -> alerted("no file is taken") && alerted("not polling"));
      assertThat(folder.resolve("outbox/cig/kept.edi")).exists();
      assertThat(cli.run("status").out()).contains("STOPPED", "laptop stolen");

      Cli.Result same = compromised("--release", "--yes", "--reason", "go on");
      assertThat(same.exitCode()).isEqualTo(78);
      assertThat(same.err()).contains("still signs with a certificate that was reported");

      assertThat(compromised("--release", "--false-alarm", "--yes", "--reason", "found").exitCode())
          .isZero();
      running.drop("cusrep-arrival");
      // The one before, the one that was kept, and this one.
      soon().until(() -> out(State.DONE).size() == 3);
      assertThat(running.ledger().audits(Standing.channel("cig")))
          .extracting(Audit::reason)
          .containsExactly("laptop stolen", "found");
      assertThatNothingBeganWhileItStoodStill(running.ledger());
    }
  }

  /** The alerts say that the steps had seen it; a step at work before may have begun something. */
  private void assertThatNothingBeganWhileItStoodStill(Ledger ledger) {
    List<Audit> orders = ledger.audits(Standing.channel("cig"));
    Instant released = orders.get(1).at();
    Instant stopped = orders.get(0).at();
    assertThat(out(State.DONE))
        .flatExtracting(message -> ledger.attempts(message.id()))
        .extracting(Attempt::started)
        .hasSizeGreaterThanOrEqualTo(3)
        .noneMatch(at -> at.isAfter(stopped) && at.isBefore(released));
    Instant noPoll =
        ledger.alerts(20).stream()
            .filter(alert -> alert.text().contains("not polling"))
            .map(Alert::at)
            .findFirst()
            .orElseThrow();
    assertThat(ledger.downloads("cig", 1000))
        .extracting(Download::opened)
        .anyMatch(at -> at.isAfter(released))
        .noneMatch(at -> at.isAfter(noPoll) && at.isBefore(released));
  }

  @Test
  void theFactsNameWhatTheAuthorityMustRevoke() throws Exception {
    try (RunningHome running = home.start()) {
      running.drop("cusrep-arrival");
      soon().until(() -> out(State.DONE).size() == 1);

      Cli.Result stop = compromised("--yes", "--reason", "laptop stolen");

      assertThat(stop.exitCode()).as(stop.err()).isZero();
      Path facts = facts();
      assertThat(stop.out()).contains("spool/compromised/" + facts.getFileName());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(facts)))
          .isEqualTo("rw-------");
      for (String file : List.of("client-signing.pem", "client-encryption.pem")) {
        var certificate = Certificates.readPem(folder.resolve("simulator").resolve(file)).get(0);
        assertThat(facts)
            .content()
            .contains(
                certificate.getSerialNumber() + " (hex",
                certificate.getSubjectX500Principal().getName());
      }
      // The receipt for the reply may be on its way too.
      assertThat(facts)
          .content()
          .contains("laptop stolen", home.home().sender(), "RTR1")
          .containsPattern("on this channel: [12] messages");
    }
  }

  /** A file that says so of certificates it lists would send a help desk looking for others. */
  @Test
  void thatNoKeySignsAnyMoreIsNotSaidToBeAFileThatCannotBeRead() throws Exception {
    try (RunningHome running = home.start()) {
      running.stop();
      Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(800));
      Cli.Result stop =
          new Cli(folder, Terminal.NONE, later)
              .run("keys", "compromised", "cig", "--yes", "--reason", "found late");

      assertThat(stop.exitCode()).as(stop.err()).isZero();
      assertThat(stop.out()).doesNotContain("without our certificates");
      assertThat(facts()).content().contains("serial").doesNotContain("could not be read here");
      assertThat(new Cli(folder, Terminal.NONE, later).run("keys", "list").err())
          .contains("cannot sign");
    }
  }

  /** Switched on again some day it would sign with what somebody else has. */
  @Test
  void aChannelThatIsSwitchedOffStopsTooIfItHasTheKeys() throws Exception {
    try (RunningHome running = home.start()) {
      Path on = folder.resolve("config/channels/cig.yaml");
      Files.writeString(
          folder.resolve("config/channels/off.yaml"),
          "enabled: false\n" + Files.readString(on).replace("box/cig", "box/off"));

      Cli.Result stop = compromised("--yes", "--reason", "laptop stolen");

      assertThat(stop.out()).contains("channel off has a key of it and is stopped too");
      assertThat(Standing.of(running.ledger(), Standing.channel("off")).orElseThrow().to())
          .isEqualTo(Standing.STOPPED);
    }
  }

  @Test
  void withNewKeysWhatWasPackedWithTheReportedOneIsHeld() throws Exception {
    try (RunningHome running = home.start()) {
      running.gateway().close();
      running.drop("cusrep-arrival");
      soon().until(() -> out(State.PACKAGED).size() == 1);
      assertThat(compromised("--yes", "--reason", "leak").exitCode()).isZero();
      X509Certificate signer = newKeys();
      ReloadDesk desk = new ReloadDesk(folder.resolve("spool"));
      soon().until(() -> desk.said().orElseThrow().text().equals("changed: cig"));

      Cli.Result release = compromised("--release", "--yes", "--reason", "new certificates");

      assertThat(release.exitCode()).as(release.err()).isZero();
      assertThat(release.out()).contains("1 messages are held");
      assertThat(out(State.HELD))
          .singleElement()
          .satisfies(m -> assertThat(m.reason().orElse("")).contains("portage resubmit"));
      assertThat(kept(signer)).as("what the new key signed").doesNotExist();
      running.drop("cusrep-arrival");
      soon().until(() -> out(State.PACKAGED).size() == 1);
      assertThat(kept(signer)).exists();
    }
  }

  @Test
  void aChannelThatIsStoppedIsNotStartedAgainAndItsKeysAreNotAskedFor() throws Exception {
    home.start().stop();
    assertThat(compromised("--yes").exitCode()).isZero();
    Files.delete(folder.resolve("config/keys/broker.p12"));

    assertThatThrownBy(() -> home.start()).hasMessageContaining("every channel is stopped");
    home.close();
  }

  private X509Certificate newKeys() throws Exception {
    TestAuthority authority = TestAuthority.create("New", Clock.systemUTC());
    TestAuthority.Issued signing = authority.issue(Purpose.SIGNING, "cn=new");
    TestAuthority.writePkcs12(
        folder.resolve("config/keys/new.p12"),
        Files.readString(folder.resolve("config/keys/broker.pass")).strip().toCharArray(),
        Map.of("signing", signing, "encryption", authority.issue(Purpose.ENCRYPTION, "cn=new")));
    Path file = folder.resolve("config/channels/cig.yaml");
    Files.writeString(
        file, Files.readString(file).replace("config/keys/broker.p12", "config/keys/new.p12"));
    return signing.certificate();
  }

  /** Where the evidence keeps a certificate with which something was signed. */
  private Path kept(X509Certificate certificate) throws Exception {
    String hash = Sha256.of(Content.of(certificate.getEncoded())).sha256Hex();
    return folder.resolve("spool/certificates").resolve(hash + ".cer");
  }

  private Cli.Result compromised(String... options) {
    return cli.run(
        Stream.concat(Stream.of("keys", "compromised", "cig"), Stream.of(options))
            .toArray(String[]::new));
  }

  private Path facts() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("spool/compromised"))) {
      return files.findFirst().orElseThrow();
    }
  }

  private boolean alerted(String text) {
    return home.ledger().alerts(20).stream().map(Alert::text).anyMatch(t -> t.contains(text));
  }

  private List<Message> out(State state) {
    return home.messages(Direction.OUT, Kind.INTERCHANGE).stream()
        .filter(message -> message.state() == state)
        .toList();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofMinutes(1));
  }
}
