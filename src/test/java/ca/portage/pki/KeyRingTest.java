package ca.portage.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
  private static final TestAuthority AUTHORITY = TestAuthority.create("Root", Clock.systemUTC());
  private static final Issued SIGNING = AUTHORITY.issue(Purpose.SIGNING, "cn=signing");
  private static final Issued ENCRYPTION = AUTHORITY.issue(Purpose.ENCRYPTION, "cn=current");
  private static final Issued FORMER =
      AUTHORITY.issue(Purpose.ENCRYPTION, "cn=former", Duration.ofDays(-400), Duration.ofDays(-35));
  private static final char[] PASSWORD = "pass word".toCharArray();

  @TempDir Path folder;

  @Test
  void keysAndChainComeOutAsTheyWentIn() throws Exception {
    KeyRing ring = open("signing", "current", "former");
    assertThat(ring.signingKey()).isEqualTo(SIGNING.key());
    assertThat(ring.signingChain()).isEqualTo(SIGNING.chain());
    assertThat(ring.decryption())
        .containsExactly(
            new KeyRing.Entry("current", ENCRYPTION.key(), ENCRYPTION.certificate()),
            new KeyRing.Entry("former", FORMER.key(), FORMER.certificate()));
  }

  @Test
  void thePasswordIsLeftToItsOwner() throws Exception {
    char[] password = PASSWORD.clone();
    KeyRing.open(store(), "signing", List.of(), password);
    assertThat(password).isEqualTo(PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "", "pass word "})
  void aWrongPasswordIsCalledSo(String password) throws Exception {
    Path store = store();
    assertThatThrownBy(() -> KeyRing.open(store, "signing", List.of(), password.toCharArray()))
        .isInstanceOf(WrongPasswordException.class)
        .hasMessage("the password does not open " + store);
  }

  @Test
  void aMissingAliasNamesThoseThatAreThere() {
    assertThatThrownBy(() -> open("singing"))
        .isInstanceOf(PkiException.class)
        .hasMessageEndingWith(
            "has no key with alias 'singing'; keys there: current, former, signing");
    assertThatThrownBy(() -> open("signing", "other")).hasMessageContaining("alias 'other'");
  }

  @Test
  void swappedAliasesAreNoticed() {
    assertThatThrownBy(() -> open("current", "signing"))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("alias 'current' is not for signing; are signing and decryption");
    assertThatThrownBy(() -> open("signing", "signing"))
        .hasMessageContaining("alias 'signing' is not for encryption");
  }

  @ParameterizedTest
  @CsvSource({"-10, -1, expired on", "1, 10, is not valid before"})
  void aSigningCertificateMustBeValidNow(int from, int to, String why) throws Exception {
    Issued issued =
        AUTHORITY.issue(Purpose.SIGNING, "cn=s", Duration.ofDays(from), Duration.ofDays(to));
    Path store = folder.resolve("other.p12");
    TestAuthority.writePkcs12(store, PASSWORD, Map.of("s", issued));
    KeyRing now = KeyRing.open(store, "s", List.of(), PASSWORD);
    assertThatThrownBy(now::signingKey)
        .isInstanceOf(PkiException.class)
        .hasMessageContainingAll("alias 's' cannot sign", "CN=s", why);
    assertThat(now.idle(Instant.now()).orElseThrow()).contains(why);
    Clock within = Clock.offset(Clock.systemUTC(), Duration.ofDays(from).plus(Duration.ofHours(1)));
    assertThat(KeyRing.open(store, "s", List.of(), PASSWORD, within).signingKey()).isNotNull();
  }

  @Test
  void aCertificateOfAnotherKeyIsNoticed() throws Exception {
    Issued mixed = new Issued(SIGNING.key(), ENCRYPTION.certificate(), ENCRYPTION.issuers());
    Path store = folder.resolve("mixed.p12");
    TestAuthority.writePkcs12(store, PASSWORD, Map.of("s", mixed));
    assertThatThrownBy(() -> KeyRing.open(store, "s", List.of(), PASSWORD))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("holds no certificate that belongs to the key of alias 's'");
  }

  @Test
  void aKeyStoreOfOpensslIsRead() throws Exception {
    Path store = opensslStore("pass:secret", "-newkey", "rsa:2048");
    KeyRing ring = KeyRing.open(store, "ours", List.of("ours"), "secret".toCharArray());
    assertThat(ring.signingChain()).hasSize(1);
    assertThat(ring.decryption()).hasSize(1);
  }

  @Test
  void aKeyStoreInTheOldEncryptionOfEntrustExportsIsRead() throws Exception {
    Path store = opensslStore("pass:secret", "-newkey", "rsa:2048", "-legacy");
    assertThat(
            OpenSsl.must(
                "pkcs12", "-legacy", "-info", "-noout", "-in", store, "-passin", "pass:secret"))
        .contains("pbeWithSHA1And40BitRC2-CBC", "pbeWithSHA1And3-KeyTripleDES-CBC");
    assertThat(KeyRing.open(store, "ours", List.of(), "secret".toCharArray()).signingKey())
        .isNotNull();
  }

  @Test
  void aPasswordMayHaveAccentsInBothEncryptions() throws Exception {
    String password = "m\u00f4t de pass\u00e9 \u20ac";
    Path file = Files.writeString(folder.resolve("password"), password);
    for (String legacy : List.of("", "-legacy")) {
      Path store = opensslStore("file:" + file, "-newkey", "rsa:2048", legacy);
      assertThat(KeyRing.open(store, "ours", List.of(), password.toCharArray()).signingKey())
          .isNotNull();
    }
  }

  @Test
  void keysOfOneNameAreToldApartByTheUseOfTheirCertificates() throws Exception {
    Path store = folder.resolve("entrust.p12");
    NamesakeKeyStore.write(store, PASSWORD, "user", FORMER, SIGNING, ENCRYPTION);
    assertThat(OpenSsl.must("pkcs12", "-in", store, "-passin", "pass:pass word", "-nodes"))
        .contains("subject=CN = former", "subject=CN = signing", "subject=CN = current");
    KeyRing ring = KeyRing.open(store, "user", List.of("USER"), PASSWORD);
    assertThat(ring.signingKey()).isEqualTo(SIGNING.key());
    assertThat(ring.decryption())
        .extracting(KeyRing.Entry::certificate)
        .containsExactly(ENCRYPTION.certificate(), FORMER.certificate());
  }

  @Test
  void theChainFollowsSignaturesNotNames() throws Exception {
    X509Certificate namesake = TestAuthority.create("Root", Clock.systemUTC()).certificate();
    Issued both =
        new Issued(
            SIGNING.key(), SIGNING.certificate(), List.of(namesake, AUTHORITY.certificate()));
    Path store = folder.resolve("both.p12");
    TestAuthority.writePkcs12(store, PASSWORD, Map.of("s", both));
    assertThat(KeyRing.open(store, "s", List.of(), PASSWORD).signingChain())
        .containsExactly(SIGNING.certificate(), AUTHORITY.certificate());
  }

  @Test
  void aKeyWithoutANameIsCalledByItsPlace() throws Exception {
    Path store = folder.resolve("nameless.p12");
    NamesakeKeyStore.write(store, PASSWORD, "", SIGNING, ENCRYPTION);
    KeyRing ring = KeyRing.open(store, "1", List.of("2"), PASSWORD);
    assertThat(ring.signingKey()).isEqualTo(SIGNING.key());
    assertThat(ring.decryption().get(0).key()).isEqualTo(ENCRYPTION.key());
  }

  @Test
  void aDamagedKeyStoreIsNeverATrustedOne() throws Exception {
    byte[] whole = Files.readAllBytes(store());
    Path damaged = folder.resolve("damaged.p12");
    for (int at = 0; at < whole.length; at += 211) {
      byte[] bytes = whole.clone();
      bytes[at] ^= 0x55;
      Files.write(damaged, bytes);
      Files.setPosixFilePermissions(damaged, PosixFilePermissions.fromString("rw-------"));
      assertThatThrownBy(() -> KeyRing.open(damaged, "signing", List.of(), PASSWORD))
          .as("byte %d", at)
          .isInstanceOf(PkiException.class);
    }
  }

  @Test
  void aKeyThatIsNotRsaIsRefused() throws Exception {
    Path store =
        opensslStore("pass:secret", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    assertThatThrownBy(() -> KeyRing.open(store, "ours", List.of(), "secret".toCharArray()))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("the key of alias 'ours' is not RSA");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw--w----", "rw----r--"})
  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason = "Windows has access lists in place of file modes")
  void aKeyStoreOpenToOthersIsNotUsed(String mode) throws Exception {
    Path store = store();
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString(mode));
    assertThatThrownBy(() -> KeyRing.open(store, "signing", List.of(), PASSWORD))
        .isInstanceOf(PkiException.class)
        .hasMessageContainingAll("open to others", mode, "chmod 600 " + store);
  }

  @Test
  void whatIsNoKeyStoreIsCalledSo() throws Exception {
    Path store = Files.writeString(folder.resolve("text.p12"), "hello");
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(() -> KeyRing.open(store, "a", List.of(), PASSWORD))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("is damaged or no PKCS#12 key store");
    assertThatThrownBy(() -> KeyRing.open(folder.resolve("none"), "a", List.of(), PASSWORD))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("does not exist");
  }

  private KeyRing open(String signing, String... decryption) throws Exception {
    return KeyRing.open(store(), signing, List.of(decryption), PASSWORD);
  }

  private Path store() throws Exception {
    Path file = Files.createTempDirectory(folder, "keys").resolve("broker.p12");
    TestAuthority.writePkcs12(
        file, PASSWORD, Map.of("signing", SIGNING, "current", ENCRYPTION, "former", FORMER));
    return file;
  }

  /** A self-signed key of openssl; {@code -legacy} at the end goes to its pkcs12 command. */
  private Path opensslStore(String passout, String... options) throws Exception {
    Path work = Files.createTempDirectory(folder, "openssl");
    Path key = work.resolve("k.pem");
    Path certificate = work.resolve("c.pem");
    Path store = work.resolve("openssl.p12");
    boolean legacy = List.of(options).contains("-legacy");
    List<Object> request = new ArrayList<>(List.of("req", "-x509", "-nodes", "-subj", "/CN=ours"));
    Stream.of(options).filter(o -> !o.isEmpty() && !o.equals("-legacy")).forEach(request::add);
    request.addAll(List.of("-days", "2", "-keyout", key, "-out", certificate));
    OpenSsl.must(request.toArray());
    OpenSsl.must(
        "pkcs12",
        "-export",
        legacy ? "-legacy" : "-chain",
        "-CAfile",
        certificate,
        "-inkey",
        key,
        "-in",
        certificate,
        "-name",
        "ours",
        "-passout",
        passout,
        "-out",
        store);
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-------"));
    return store;
  }
}
