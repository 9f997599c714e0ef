package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.cms.DecryptionKey;
import ca.portage.cms.SigningKey;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.pki.Certificates;
import ca.portage.pki.Lifetime;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.ReceivedInterchange;
import ca.portage.simulator.Samples;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.KeyTransRecipientId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway changes both of its keys while messages are on their way, and none is lost. */
class GatewayRollOverTest {
  private static final int FILES = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final TestAuthority AUTHORITY = TestAuthority.create("New", Clock.systemUTC());
  private static final Issued SIGNING = issue(Purpose.SIGNING);
  private static final Issued ENCRYPTION = issue(Purpose.ENCRYPTION);

  @TempDir Path folder;

  /** Newer than the one the gateway has at first. */
  private static Issued issue(Purpose purpose) {
    return AUTHORITY.issue(
        purpose, "cn=gateway " + purpose, Duration.ofMinutes(-1), Duration.ofDays(9));
  }

  @Test
  void nothingIsLostWhileTheGatewayChangesItsKeysInFlight() throws Exception {
    try (RunningHome home = new RunningHome(folder, GatewayForm.STRICT)) {
      home.start();
      List<String> names = Samples.names();
      for (int i = 0; i < FILES; i++) {
        if (i == FILES / 2) {
          await().atMost(PATIENCE).until(() -> packed(home) >= FILES / 4);
          home.gateway().open(new DecryptionKey(ENCRYPTION.key(), ENCRYPTION.certificate()));
          believeBoth(home);
          home.gateway().sign(new SigningKey(SIGNING.key(), SIGNING.chain()));
        }
        home.drop(names.get(i % names.size()));
      }
      await().atMost(PATIENCE).untilAsserted(() -> KeyRollOverTest.everythingArrived(home, FILES));
      assertThat(home.gateway().interchanges())
          .extracting(ReceivedInterchange::messageId)
          .hasSize(FILES)
          .doesNotHaveDuplicates();
      assertThat(home.gateway().interchanges()).allMatch(received -> received.repeats() == 0);
      assertThat(home.delivered()).hasSize(FILES);
      assertThat(recipients(home))
          .as("the keys that we encrypted to")
          .containsExactlyInAnyOrder(
              first("gateway-encryption.pem").getSerialNumber(),
              ENCRYPTION.certificate().getSerialNumber());
      for (X509Certificate signer : List.of(first("gateway-signing.pem"), SIGNING.certificate())) {
        assertThat(kept(signer)).as("a receipt was believed by it").isTrue();
      }
      assertThat(home.ledger().alerts(10)).isEmpty();
    }
  }

  /** The new certificates beside the old ones, their authority too, as they were announced. */
  private void believeBoth(RunningHome home) throws Exception {
    Path keys = folder.resolve("config/keys");
    TestAuthority.writePem(keys.resolve("trust/new.pem"), AUTHORITY.certificate());
    beside(keys.resolve("gateway-signing.pem"), SIGNING.certificate());
    beside(keys.resolve("gateway-encryption.pem"), ENCRYPTION.certificate());
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                home.ledger().audits("cig").stream()
                    .anyMatch(audit -> audit.action().equals("reload trust")));
  }

  private void beside(Path file, X509Certificate next) throws Exception {
    Path aside = folder.resolve("next.pem");
    TestAuthority.writePem(aside, next);
    Files.write(file, Files.readAllBytes(aside), StandardOpenOption.APPEND);
    Files.delete(aside);
  }

  private static long packed(RunningHome home) {
    return home.messages(Direction.OUT, Kind.INTERCHANGE).stream()
        .filter(message -> message.messageId().isPresent())
        .count();
  }

  private Set<BigInteger> recipients(RunningHome home) throws Exception {
    Set<BigInteger> serials = new HashSet<>();
    for (Message message : home.messages(Direction.OUT, Kind.INTERCHANGE)) {
      Path wire = folder.resolve("spool/out/" + message.id() + "/wire");
      new CMSEnvelopedData(Files.readAllBytes(wire))
          .getRecipientInfos()
          .forEach(r -> serials.add(((KeyTransRecipientId) r.getRID()).getSerialNumber()));
    }
    return serials;
  }

  /** Whether a decision rested on it. */
  private boolean kept(X509Certificate certificate) throws Exception {
    String sha256 = Lifetime.fingerprint(certificate);
    try (Stream<Path> files = Files.walk(folder.resolve("spool/certificates"))) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith(sha256));
    }
  }

  private X509Certificate first(String name) throws Exception {
    return Certificates.readPem(folder.resolve("config/keys").resolve(name)).get(0);
  }
}
