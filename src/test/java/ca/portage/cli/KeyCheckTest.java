package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.config.AlgorithmPolicy;
import ca.portage.config.Channel;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Purpose;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.SimulatorHome;
import ca.portage.simulator.SimulatorPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a home that the simulator made: real key store, real certificates. */
class KeyCheckTest {
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir static Path folder;

  @BeforeAll
  static void make() throws Exception {
    SimulatorHome.open(
            SimulatorPlan.of(
                folder, Path.of("").toAbsolutePath(), GatewayForm.STRICT, Clock.systemUTC()))
        .close();
  }

  @Test
  void everyKeyAndCertificateOfASoundHomeIsOk() throws Exception {
    assertThat(check(Instant.now()))
        .hasSize(6)
        .allMatch(finding -> finding.level() == Finding.Level.OK);
  }

  @Test
  void aCertificateNearItsEndIsAWarning() throws Exception {
    assertThat(check(Instant.now().plus(YEAR).minus(Duration.ofDays(30))))
        .filteredOn(finding -> finding.subject().equals("cig gateway"))
        .anyMatch(
            finding ->
                finding.level() == Finding.Level.WARN
                    && finding.text().contains("from now")
                    && finding.action().contains("successor"));
  }

  @Test
  void aCertificateThatHasEndedFails() throws Exception {
    assertThat(check(Instant.now().plus(YEAR).plus(YEAR)))
        .filteredOn(finding -> finding.subject().equals("cig gateway"))
        .anyMatch(f -> f.level() == Finding.Level.FAIL && f.text().contains(" ended "));
  }

  @Test
  void aRevocationListIsShownAndOneThatIsOutOfDateIsAWarning() throws Exception {
    TestAuthority authority = TestAuthority.create("Check CA", Clock.systemUTC());
    Path list = folder.resolve("config/keys/trust/check.crl");
    Path signer = folder.resolve("config/keys/trust/check.pem");
    Files.write(list, authority.revocationList(Instant.now(), authority.certificate()));
    try {
      assertThat(check(Instant.now()))
          .filteredOn(f -> f.text().contains("is signed by no CA of the trust folder"))
          .singleElement()
          .satisfies(f -> assertThat(f.level()).isEqualTo(Finding.Level.WARN));
      TestAuthority.writePem(signer, authority.certificate());
      assertThat(check(Instant.now()))
          .hasSize(8)
          .anyMatch(f -> f.level() == Finding.Level.OK && f.text().contains("is good until"));
      assertThat(check(Instant.now().plus(Duration.ofDays(8))))
          .anyMatch(f -> f.level() == Finding.Level.WARN && f.text().contains("replaced on"));
    } finally {
      Files.delete(list);
      Files.deleteIfExists(signer);
    }
  }

  @Test
  void aPasswordFileThatOthersMayReadFails() throws Exception {
    Path password = folder.resolve("config/keys/broker.pass");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
    try {
      assertThat(check(Instant.now()))
          .anyMatch(f -> f.level() == Finding.Level.FAIL && f.text().contains("broker.pass"));
    } finally {
      Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void keysWhosePasswordIsTypedAreNotOpenedWithoutATerminal() throws Exception {
    Path file = folder.resolve("config/channels/cig.yaml");
    String original = Files.readString(file);
    Files.writeString(file, original.replaceAll("password: .*", "password: prompt"));
    try {
      assertThat(check(Instant.now()))
          .anyMatch(f -> f.level() == Finding.Level.WARN && f.text().contains("not opened"));
    } finally {
      Files.writeString(file, original);
    }
  }

  @Test
  void keysShorterThanThePolicyOfSendingFail() throws Exception {
    assertThat(check(Instant.now(), Optional.of(policy(2048))))
        .allMatch(finding -> finding.level() == Finding.Level.OK);
    assertThat(check(Instant.now(), Optional.of(policy(4096))))
        .filteredOn(finding -> finding.level() == Finding.Level.FAIL)
        .extracting(Finding::text)
        .containsExactlyInAnyOrder(
            "signing key 'signing' is an RSA key of 2048 bits; policy.send.minRsaBits of the"
                + " profile asks for 4096",
            "the gateway's encryption key is an RSA key of 2048 bits; policy.send.minRsaBits of the"
                + " profile asks for 4096");
  }

  @Test
  void aGapBetweenTwoSigningKeysIsAWarning() throws Exception {
    Path file = folder.resolve("config/channels/cig.yaml");
    String original = Files.readString(file);
    Path next = folder.resolve("config/keys/next.p12");
    TestAuthority.writePkcs12(
        next,
        Files.readString(folder.resolve("config/keys/broker.pass")).strip().toCharArray(),
        Map.of(
            "next", TestAuthority.create("CA", Clock.systemUTC()).issue(Purpose.SIGNING, "cn=n")));
    String late = Instant.now().plus(YEAR).plus(Duration.ofDays(2)).toString();
    Files.writeString(
        file,
        original
            .replaceAll("keystore: .*", "keystore: [config/keys/broker.p12, config/keys/next.p12]")
            .replaceAll(
                "signing: signing", "signing: [signing, {alias: next, from: \"" + late + "\"}]"));
    try {
      assertThat(check(Instant.now()))
          .anyMatch(f -> f.level() == Finding.Level.WARN && f.text().contains("just before 'next'"))
          .noneMatch(f -> f.level() == Finding.Level.FAIL);
    } finally {
      Files.writeString(file, original);
      Files.delete(next);
    }
  }

  /** An Entrust key ends before its certificate, and a renewal is due by its end. */
  @Test
  void theEndOfTheKeysOwnUsagePeriodCountsAndIsCalledSo() throws Exception {
    Path file = folder.resolve("config/channels/cig.yaml");
    String original = Files.readString(file);
    Path next = folder.resolve("config/keys/short.p12");
    TestAuthority.writePkcs12(
        next,
        Files.readString(folder.resolve("config/keys/broker.pass")).strip().toCharArray(),
        Map.of(
            "short",
            TestAuthority.create("CA", Clock.systemUTC())
                .withKeyLife(Duration.ofDays(30))
                .issue(Purpose.SIGNING, "cn=n")));
    Files.writeString(
        file,
        original
            .replaceAll("keystore: .*", "keystore: [config/keys/broker.p12, config/keys/short.p12]")
            .replaceAll("signing: signing", "signing: short"));
    try {
      assertThat(check(Instant.now()))
          .filteredOn(f -> f.level() == Finding.Level.WARN)
          .singleElement()
          .satisfies(f -> assertThat(f.text()).contains("by its private-key usage period"));
      assertThat(check(Instant.now().plus(Duration.ofDays(31))))
          .anyMatch(f -> f.level() == Finding.Level.FAIL && f.text().contains("usage period"));
    } finally {
      Files.writeString(file, original);
      Files.delete(next);
    }
  }

  @Test
  void whereNothingSignsAnyMoreTheKeysThatOpenAreJudgedToo() throws Exception {
    List<Finding> findings = check(Instant.now().plus(YEAR).plus(YEAR));

    assertThat(findings)
        .anyMatch(f -> f.level() == Finding.Level.FAIL && f.text().contains("cannot sign"))
        .anyMatch(f -> f.text().contains("decryption key 'encryption'"));
  }

  private static AlgorithmPolicy policy(int bits) {
    return new AlgorithmPolicy(List.of(), List.of(), List.of(), List.of(), bits);
  }

  private static List<Finding> check(Instant now) throws Exception {
    return check(now, Optional.empty());
  }

  private static List<Finding> check(Instant now, Optional<AlgorithmPolicy> policy)
      throws Exception {
    Home home = new Home(folder);
    Channel channel = new ConfigLoader(home).channel("cig");
    return KeyCheck.run(channel, policy, new ConsolePrompt(home, Optional.empty()), Map.of(), now);
  }
}
