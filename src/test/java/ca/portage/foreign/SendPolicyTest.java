package ca.portage.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.app.RunningHome;
import ca.portage.config.ConfigException;
import ca.portage.config.PasswordSource;
import ca.portage.pki.KeyRing;
import ca.portage.pki.PkiException;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import ca.portage.simulator.GatewayForm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would be sent too weak is refused at the start, before anything is signed with it. */
class SendPolicyTest {
  @TempDir Path folder;
  private RunningHome home;

  @BeforeEach
  void prepare() throws Exception {
    home = new RunningHome(folder, GatewayForm.STRICT);
  }

  @Test
  void aCipherBelowThePolicyEndsTheStartWithFileLineAndReason() throws Exception {
    edit("cipher: aes-256-cbc ", "cipher: 3des ");
    try (RunningHome running = home) {
      assertThatThrownBy(running::start)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("config/profiles/cig-2026.yaml:")
          .hasMessageContaining(
              "'message.cipher' is 3des, which policy.send.ciphers does not allow");
      assertThat(running.gateway().seen()).isEmpty();
    }
  }

  @Test
  void theSameCipherStartsOnceThePolicyNamesIt() throws Exception {
    edit("cipher: aes-256-cbc ", "cipher: 3des ");
    edit("ciphers: [aes-128-cbc,", "ciphers: [3des, aes-128-cbc,");
    try (RunningHome running = home) {
      assertThatCode(running::start).doesNotThrowAnyException();
    }
  }

  @Test
  void aShortSigningKeyEndsTheStart() throws Exception {
    shortSigningKey();
    try (RunningHome running = home) {
      assertThatThrownBy(running::start)
          .isInstanceOf(PkiException.class)
          .hasMessageContaining("our signing key is an RSA key of 1024 bits")
          .hasMessageContaining("policy.send.minRsaBits of the profile asks for 2048");
    }
  }

  @Test
  void aShortSigningKeyStartsWhereThePolicyAllowsIt() throws Exception {
    shortSigningKey();
    String whose = " ".repeat(30) + "# our signing key";
    edit("minRsaBits: 2048" + whose, "minRsaBits: 1024" + whose);
    try (RunningHome running = home) {
      assertThatCode(running::start).doesNotThrowAnyException();
    }
  }

  /** Changes the first place in the profile that holds the text; that is the one of sending. */
  private void edit(String text, String other) throws Exception {
    Path profile = folder.resolve("config/profiles/cig-2026.yaml");
    String before = Files.readString(profile);
    assertThat(before).contains(text);
    int at = before.indexOf(text);
    Files.writeString(
        profile, before.substring(0, at) + other + before.substring(at + text.length()));
  }

  private void shortSigningKey() throws Exception {
    Path store = folder.resolve("config/keys/broker.p12");
    KeyRing ring = KeyRing.open(store, "signing", List.of("encryption"), password());
    KeyRing.Entry encryption = ring.decryption().get(0);
    Issued signing =
        TestAuthority.create("Short CA", Clock.systemUTC())
            .withKeyBits(1024)
            .issue(Purpose.SIGNING, "cn=Short");
    Files.delete(store);
    TestAuthority.writePkcs12(
        store,
        password(),
        Map.of(
            "signing",
            signing,
            "encryption",
            new Issued(
                encryption.key(),
                encryption.certificate(),
                ring.signingChain().subList(1, ring.signingChain().size()))));
  }

  private char[] password() throws Exception {
    return new PasswordSource.FromFile(folder.resolve("config/keys/broker.pass")).read(Map.of());
  }
}
