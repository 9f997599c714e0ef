package ca.portage.pki;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.badtls.Minted;
import ca.portage.config.KeyPlace;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyMergeTest {
  private static final char[] PASSWORD = "pass word".toCharArray();
  private static final TestAuthority AUTHORITY = TestAuthority.create("Root", Clock.systemUTC());
  private static final Issued SIGNING = AUTHORITY.issue(Purpose.SIGNING, "cn=signing");
  private static final Issued CURRENT = AUTHORITY.issue(Purpose.ENCRYPTION, "cn=current");
  private static final Issued FORMER =
      AUTHORITY.issue(Purpose.ENCRYPTION, "cn=former", Duration.ofDays(-400), Duration.ofDays(-35));

  @TempDir Path folder;

  @Test
  void threeKeysOfOneNameGetNamesOfTheirUseAndDate() throws Exception {
    KeyMerge merge = KeyMerge.of(Optional.empty(), List.of(entrust()));

    String date =
        DateTimeFormatter.ofPattern("uuuuMMdd")
            .withZone(ZoneOffset.UTC)
            .format(FORMER.certificate().getNotBefore().toInstant());
    assertThat(aliases(merge))
        .containsExactly("user-signing", "user-encryption", "user-encryption-" + date);
    assertThat(merge.keys()).allMatch(key -> key.before().equals("user"));
  }

  @Test
  void theNewFileIsModernAndReadByOpensslTheJdkAndUs() throws Exception {
    byte[] der = KeyMerge.of(Optional.empty(), List.of(entrust())).keyStore(PASSWORD);
    Path file = write("new.p12", der);

    String info =
        OpenSsl.must(
            "pkcs12", "-info", "-in", file, "-passin", "pass:pass word", "-nodes", "-noout");
    assertThat(info)
        .contains("PBES2", "AES-256-CBC", "hmacWithSHA256", "MAC: sha256", "Iteration 100000")
        .doesNotContain("RC2", "TripleDES");
    KeyStore jdk = KeyStore.getInstance("PKCS12");
    jdk.load(new ByteArrayInputStream(der), PASSWORD);
    assertThat(Collections.list(jdk.aliases())).contains("user-signing", "user-encryption");
    assertThat(jdk.getKey("user-signing", PASSWORD)).isEqualTo(SIGNING.key());
    KeyRing ring = KeyRing.open(file, "user-signing", List.of("user-encryption"), PASSWORD);
    assertThat(ring.signingKey()).isEqualTo(SIGNING.key());
    assertThat(ring.decryption())
        .extracting(KeyRing.Entry::certificate)
        .containsExactly(CURRENT.certificate());
  }

  @Test
  void theNamesOfKeysThatAreThereStayAndNoKeyGoesInTwice() throws Exception {
    Path present = folder.resolve("present.p12");
    TestAuthority.writePkcs12(present, PASSWORD, Map.of("user-signing", SIGNING, "mine", FORMER));
    OpenedKeys there = OpenedKeys.open(new KeyPlace.File(present), PASSWORD);

    KeyMerge merge = KeyMerge.of(Optional.of(there), List.of(entrust(), entrust()));

    assertThat(aliases(merge)).containsExactlyInAnyOrder("user-signing", "mine", "user");
    assertThat(merge.keys())
        .filteredOn(key -> key.entry().alias().equals("user"))
        .singleElement()
        .satisfies(key -> assertThat(key.entry().certificate()).isEqualTo(CURRENT.certificate()));
  }

  @Test
  void aNewerCertificateOfAKeyThatIsThereTakesItsPlaceAndAnOlderOneDoesNot() throws Exception {
    Minted older =
        Minted.order("cn=me").valid(Duration.ofDays(-9), Duration.ofDays(1)).selfSigned();
    Minted newer =
        Minted.order("cn=me").valid(Duration.ofDays(-1), Duration.ofDays(99)).selfSigned();
    OpenedKeys old = store("old.p12", "mine", older);
    OpenedKeys renewed = store("renewed.p12", "theirs", newer);

    KeyMerge merge = KeyMerge.of(Optional.of(old), List.of(renewed));
    KeyMerge back = KeyMerge.of(Optional.of(renewed), List.of(old));

    assertThat(merge.keys())
        .singleElement()
        .satisfies(
            key -> {
              assertThat(key.entry().alias()).isEqualTo("mine");
              assertThat(key.entry().certificate()).isEqualTo(newer.certificate());
              assertThat(key.from()).isEqualTo(renewed);
              assertThat(key.recertified()).isTrue();
            });
    assertThat(back.keys())
        .singleElement()
        .satisfies(
            key -> {
              assertThat(key.entry().certificate()).isEqualTo(newer.certificate());
              assertThat(key.from()).isEqualTo(renewed);
              assertThat(key.recertified()).isFalse();
            });
    Path file = write("both.p12", merge.keyStore(PASSWORD));
    assertThat(OpenedKeys.open(new KeyPlace.File(file), PASSWORD).entries("mine"))
        .extracting(KeyRing.Entry::certificate)
        .containsExactly(newer.certificate());
  }

  private OpenedKeys store(String name, String alias, Minted minted) throws Exception {
    Path file = folder.resolve(name);
    Issued issued = new Issued(minted.key(), minted.certificate(), List.of());
    TestAuthority.writePkcs12(file, PASSWORD, Map.of(alias, issued));
    return OpenedKeys.open(new KeyPlace.File(file), PASSWORD);
  }

  private OpenedKeys entrust() throws Exception {
    Path file = folder.resolve("entrust.p12");
    NamesakeKeyStore.write(file, PASSWORD, "user", SIGNING, CURRENT, FORMER);
    return OpenedKeys.open(new KeyPlace.File(file), PASSWORD);
  }

  private Path write(String name, byte[] der) throws Exception {
    Path file = Files.write(folder.resolve(name), der);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static List<String> aliases(KeyMerge merge) {
    return merge.keys().stream().map(key -> key.entry().alias()).toList();
  }
}
