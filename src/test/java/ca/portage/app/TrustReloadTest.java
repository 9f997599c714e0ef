package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ca.portage.ledger.Alert;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.pki.Certificates;
import ca.portage.pki.PkiException;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.Tools;
import ca.portage.pki.ldap.MemoryDirectory;
import ca.portage.pki.ldap.SlapdDirectory;
import ca.portage.pki.ldap.TestDirectory;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running service, while somebody changes what it trusts; environments kept apart. */
class TrustReloadTest {
  private static final Duration LONG = Duration.ofSeconds(120);

  private static final String BRANCH = "o=Portage Simulator,c=CA";

  @TempDir Path folder;
  @TempDir Path aside;

  @Test
  void theTrustFolderIsReadAgainWhileMessagesTravel() throws Exception {
    try (RunningHome running = new RunningHome(folder, GatewayForm.STRICT)) {
      running.start();
      Path trust = folder.resolve("config/keys/trust");
      Files.writeString(trust.resolve("broken.pem"), "no certificate");
      await().atMost(LONG).until(() -> told(running, "were not taken"));
      running.drop(Samples.names().get(0));
      await().atMost(LONG).until(() -> done(running) == 1);
      Files.delete(trust.resolve("broken.pem"));
      TestAuthority other = TestAuthority.create("Another CA", Clock.systemUTC());
      TestAuthority.writePem(trust.resolve("other.pem"), other.certificate());
      await().atMost(LONG).until(() -> !running.ledger().audits("cig").isEmpty());
      running.drop(Samples.names().get(0));
      await().atMost(LONG).until(() -> done(running) == 2);
      Files.delete(trust.resolve("simulator-ca.pem"));
      await().atMost(LONG).until(() -> running.ledger().audits("cig").size() == 2);
      running.drop(Samples.names().get(0));
      await().during(Duration.ofSeconds(3)).atMost(LONG).until(() -> done(running) == 2);
    }
  }

  @Test
  void theGatewayOfAnotherEnvironmentIsRefusedAtTheStart() throws Exception {
    try (RunningHome running = new RunningHome(folder, GatewayForm.STRICT)) {
      Path profile = folder.resolve("config/profiles/cig-2026.yaml");
      String shipped = Files.readString(profile);
      String gateway = "cn=Simulated Gateway Encryption,ou=TEST,o=Portage Simulator,c=CA";
      String production = shipped.replace("  PROD:\n", "  PROD:\n    - " + gateway + "\n");
      assertThat(production).isNotEqualTo(shipped);
      Files.writeString(profile, production);
      assertThatThrownBy(running::start)
          .isInstanceOf(PkiException.class)
          .hasMessageContaining("is the gateway's of PROD, but channel cig is RTR1");
      Files.writeString(profile, shipped);
      running.start();
      running.drop(Samples.names().get(0));
      await().atMost(LONG).until(() -> done(running) == 1);
    }
  }

  @Test
  void withoutAListNothingIsSentOnceTheGraceIsOverAndSoftSends() throws Exception {
    try (RunningHome running = new RunningHome(folder, GatewayForm.STRICT)) {
      Path channel = folder.resolve("config/channels/cig.yaml");
      String soft = Files.readString(channel);
      String hard = soft.replaceFirst("mode: soft.*", "mode: hard\n  grace: 0s");
      assertThat(hard).isNotEqualTo(soft);
      Files.writeString(channel, hard);
      running.start();
      running.drop(Samples.names().get(0));
      await().atMost(LONG).until(() -> told(running, "nothing is encrypted to the gateway"));
      assertThat(told(running, "there is no revocation list of")).isTrue();
      assertThat(running.messages(Direction.OUT, Kind.INTERCHANGE))
          .extracting(Message::state)
          .containsExactly(State.CLAIMED);
      running.stop();
      Files.writeString(channel, soft);
      running.start();
      await().atMost(LONG).until(() -> done(running) == 1);
    }
  }

  @Test
  void theCertificateToEncryptToComesFromTheDirectory() throws Exception {
    try (TestDirectory server = MemoryDirectory.start(BRANCH)) {
      theCertificateToEncryptToComesFrom(server);
    }
  }

  @Test
  void theCertificateToEncryptToComesFromAServerOfOpenLdapToo() throws Exception {
    Tools.require(
        SlapdDirectory.program().isPresent(),
        "slapd is not installed (apt-get install slapd); CI installs it");
    try (TestDirectory server = SlapdDirectory.start(aside, BRANCH)) {
      theCertificateToEncryptToComesFrom(server);
    }
  }

  private void theCertificateToEncryptToComesFrom(TestDirectory server) throws Exception {
    String entry = "cn=Simulated Gateway Encryption,ou=TEST," + BRANCH;
    try (RunningHome running = new RunningHome(folder, GatewayForm.STRICT)) {
      Path file = folder.resolve("config/keys/gateway-encryption.pem");
      Path channel = folder.resolve("config/channels/cig.yaml");
      Files.writeString(
          channel,
          Files.readString(channel).replaceFirst("  encryption: config.*\n", "")
              + "\ndirectory:\n  url: %s\n  entry: %s\n".formatted(server.url(), entry));
      server.organisation(BRANCH, "Portage Simulator");
      server.unit("ou=TEST," + BRANCH);
      running.start();
      running.drop(Samples.names().get(0));
      await().atMost(LONG).until(() -> told(running, "has no entry"));
      server.device(entry, "Simulated Gateway Encryption", "0", Certificates.readPem(file).get(0));
      Files.delete(file);
      running.stop();
      running.start();
      await().atMost(LONG).until(() -> done(running) == 1);
    }
  }

  private static boolean told(RunningHome running, String text) {
    return running.ledger().alerts(100).stream().map(Alert::text).anyMatch(t -> t.contains(text));
  }

  private static long done(RunningHome running) {
    return running.messages(Direction.OUT, Kind.INTERCHANGE).stream()
        .filter(m -> m.state() == State.DONE)
        .count();
  }
}
