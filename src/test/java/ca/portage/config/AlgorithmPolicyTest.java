package ca.portage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy table: its keys, its defaults, and what it refuses before anything is sent. */
class AlgorithmPolicyTest {
  private static final List<String> DIGESTS = List.of("sha1", "sha256", "sha384", "sha512");
  private static final List<String> SIGNATURES = List.of("pkcs1", "pss", "ecdsa");
  private static final String AES = "aes-128-cbc,aes-192-cbc,aes-256-cbc,aes-128-gcm,aes-256-gcm";
  private static final String CIPHERS = "3des,cast5," + AES;

  static final Policy DEFAULTS =
      new Policy(
          new AlgorithmPolicy(
              DIGESTS,
              SIGNATURES,
              List.of(AES.split(",")),
              List.of("pkcs1", "oaep-sha1", "oaep-sha256"),
              2048),
          new ReceivePolicy(
              new AlgorithmPolicy(
                  DIGESTS,
                  SIGNATURES,
                  List.of(CIPHERS.split(",")),
                  List.of("pkcs1", "oaep-sha1", "oaep-sha256", "oaep-sha384", "oaep-sha512"),
                  2048),
              true,
              1024,
              100));

  private static final Policy DEFAULTS_OF_2008 =
      new Policy(
          new AlgorithmPolicy(
              DIGESTS,
              SIGNATURES,
              List.of(CIPHERS.split(",")),
              DEFAULTS.send().keyTransports(),
              2048),
          new ReceivePolicy(
              new AlgorithmPolicy(
                  DIGESTS,
                  SIGNATURES,
                  List.of(CIPHERS.replace("cast5", "cast5,rc2-128").split(",")),
                  DEFAULTS.receive().algorithms().keyTransports(),
                  2048),
              true,
              1024,
              100));

  /** The defaults, but for the ciphers of what is sent. */
  static Policy sending(String... ciphers) {
    AlgorithmPolicy usual = DEFAULTS.send();
    return new Policy(
        new AlgorithmPolicy(
            usual.digests(),
            usual.signatures(),
            List.of(ciphers),
            usual.keyTransports(),
            usual.minRsaBits()),
        DEFAULTS.receive());
  }

  @TempDir Path folder;
  private TestHome home;

  @BeforeEach
  void home() {
    home = new TestHome(folder);
  }

  @Test
  void everyKeyReachesItsRecord() throws Exception {
    home.profile(
        "all",
        TestHome.SMALLEST_PROFILE
            + """
            message: {digest: sha256, signature: pss, cipher: cast5, keyTransport: oaep-sha1}
            policy:
              send:
                digests: sha256
                signatures: [pss, pkcs1]
                ciphers: [cast5]
                keyTransports: [oaep-sha1]
                minRsaBits: 3072
              receive:
                digests: [sha512, sha256]
                signatures: ecdsa
                ciphers: [rc2-128, 3des]
                keyTransports: [oaep-sha512]
                minRsaBits: 1024
                compression: false
                maxInflatedMib: 7
                maxInflationRatio: 8
            """);
    assertThat(home.loader().profile("all").policy())
        .isEqualTo(
            new Policy(
                new AlgorithmPolicy(
                    List.of("sha256"),
                    List.of("pss", "pkcs1"),
                    List.of("cast5"),
                    List.of("oaep-sha1"),
                    3072),
                new ReceivePolicy(
                    new AlgorithmPolicy(
                        List.of("sha512", "sha256"),
                        List.of("ecdsa"),
                        List.of("rc2-128", "3des"),
                        List.of("oaep-sha512"),
                        1024),
                    false,
                    7,
                    8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{digest: sha1}|digests: [sha256]|'message.digest' is sha1, which policy.send.digests",
        "{signature: pkcs1}|signatures: [pss]|'message.signature' is pkcs1, which policy.send",
        "{cipher: 3des}|ciphers: [aes-256-cbc]|'message.cipher' is 3des, which policy.send.ciphers",
        "{keyTransport: pkcs1}|keyTransports: [oaep-sha256]|'message.keyTransport' is pkcs1, which",
      })
  void aWeakerChoiceIsRefusedWithItsLineAndTheReason(String message, String send, String why) {
    home.profile(
        "p",
        TestHome.SMALLEST_PROFILE + "message: " + message + "\npolicy: {send: {" + send + "}}\n");
    assertThat(errors())
        .hasSize(1)
        .first()
        .asString()
        .startsWith(
            "config/profiles/p.yaml:" + (TestHome.SMALLEST_PROFILE.lines().count() + 1) + ": ")
        .contains(why)
        .contains("choose one of these, or add it there");
    assertThatThrownBy(() -> home.loader().profile("p")).isInstanceOf(ConfigException.class);
  }

  @Test
  void aReceiptAskedForInADigestThatIsRefusedIsFoundBeforeItComes() {
    home.profile(
        "p",
        TestHome.SMALLEST_PROFILE
            + "message: {digest: sha1}\npolicy: {receive: {digests: [sha256, sha512]}}\n");
    assertThat(errors())
        .hasSize(1)
        .first()
        .asString()
        .contains(
            "policy.receive.digests refuses it (sha256, sha512): no message would ever be DONE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "send: {ciphers: [rc2-128]}|'policy.send.ciphers' must be one of",
        "receive: {ciphers: [rc2-40]}|'policy.receive.ciphers' must be one of 3des",
        "receive: {digests: [md5]}|must be one of sha1, sha256, sha384, sha512",
        "receive: {ciphers: []}|needs at least one value",
        "send: {minRsaBits: 512}|must be a whole number from 1024 to 16384",
        "receive: {maxInflationRatio: 0}|must be a whole number from 1 to 1100",
        "recieve: {}|did you mean 'receive'?",
      })
  void aValueThatIsNotAllowedIsExplained(String policy, String why) {
    home.profile("p", TestHome.SMALLEST_PROFILE + "policy: {" + policy + "}\n");
    assertThat(errors()).hasSize(1).first().asString().contains(why);
  }

  /** A profile that says nothing of it allows no more than the shipped one does. */
  @Test
  void whatIsWeakNeedsToBeWritten() throws Exception {
    home.profile("silent", TestHome.SMALLEST_PROFILE);
    Policy silent = home.loader().profile("silent").policy();
    assertThat(silent).isEqualTo(home.loader().profile("cig-2026").policy());
    assertThat(silent.receive().algorithms().ciphers()).doesNotContain("rc2-128");
    home.profile("weak", TestHome.SMALLEST_PROFILE + "message: {cipher: 3des}\n");
    assertThat(errors())
        .singleElement()
        .asString()
        .contains("'message.cipher' is 3des, which policy.send.ciphers does not allow");
  }

  @Test
  void theShippedProfilesSendNothingWeakerThanTheyAllow() throws Exception {
    Policy now = home.loader().profile("cig-2026").policy();
    assertThat(now.send().ciphers()).allMatch(c -> c.startsWith("aes-"));
    assertThat(now.receive().algorithms().ciphers()).contains("3des", "cast5").isNotEmpty();
    assertThat(now.receive().algorithms().ciphers()).doesNotContain("rc2-128");
    assertThat(home.loader().profile("cig-2008").policy()).isEqualTo(DEFAULTS_OF_2008);
  }

  private List<String> errors() {
    return home.problems().stream().filter(p -> !p.contains(": warning: ")).toList();
  }
}
