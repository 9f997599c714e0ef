package ca.portage.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revocation lists beside the trusted authorities (RFC 5280 §5, reliability E3). */
class RevocationTest {
  private static final TestAuthority ROOT = TestAuthority.create("Root", Clock.systemUTC());
  private static final TestAuthority MIDDLE = ROOT.subordinate("Middle");
  private static final Issued SIGNER = MIDDLE.issue(Purpose.SIGNING, "cn=Gateway");
  private static final Issued OTHER = MIDDLE.issue(Purpose.SIGNING, "cn=Other");
  private static final Instant NOW = Instant.now();
  private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));

  @TempDir Path folder;

  @BeforeEach
  void trustTheRoot() throws Exception {
    TestAuthority.writePem(folder.resolve("root.pem"), ROOT.certificate());
  }

  @Test
  void withoutAListTheAuthorityIsBelieved() throws Exception {
    assertThat(Trust.load(folder).revocationLists()).isEmpty();
    assertThatCode(() -> check(SIGNER)).doesNotThrowAnyException();
  }

  @Test
  void aRevokedSignerIsRefusedAndTheOtherOneIsNot() throws Exception {
    Files.write(
        folder.resolve("middle.crl"), MIDDLE.revocationList(YESTERDAY, SIGNER.certificate()));
    assertRevoked(SIGNER);
    assertThatCode(() -> check(OTHER)).doesNotThrowAnyException();
    assertThat(Trust.load(folder).revocationLists()).hasSize(1);
  }

  @Test
  void aListInPemCountsToo() throws Exception {
    StringWriter text = new StringWriter();
    try (PemWriter pem = new PemWriter(text)) {
      pem.writeObject(
          new PemObject("X509 CRL", MIDDLE.revocationList(YESTERDAY, SIGNER.certificate())));
    }
    Files.writeString(folder.resolve("middle.crl"), text.toString());
    assertRevoked(SIGNER);
  }

  @Test
  void aRevokedAuthorityTakesItsSignersWithIt() throws Exception {
    Files.write(folder.resolve("root.crl"), ROOT.revocationList(YESTERDAY, MIDDLE.certificate()));
    assertRevoked(SIGNER);
    assertRevoked(OTHER);
  }

  @Test
  void aRevokedAuthorityThatLiesInTheFolderItselfIsNoAnchorAnyMore() throws Exception {
    TestAuthority.writePem(folder.resolve("middle.pem"), MIDDLE.certificate());
    assertThatCode(() -> check(SIGNER)).doesNotThrowAnyException();
    Files.write(folder.resolve("root.crl"), ROOT.revocationList(YESTERDAY, MIDDLE.certificate()));
    assertRevoked(SIGNER);
    assertThatThrownBy(() -> Trust.load(folder).check(SIGNER.certificate(), List.of(), NOW))
        .isInstanceOf(UntrustedException.class)
        .hasMessageContaining("Middle was revoked");
  }

  @Test
  void whatARevokedAuthorityIssuedIsNoAnchorEither() throws Exception {
    TestAuthority below = MIDDLE.subordinate("Below");
    Issued signer = below.issue(Purpose.SIGNING, "cn=Deep");
    TestAuthority.writePem(folder.resolve("middle.pem"), MIDDLE.certificate());
    TestAuthority.writePem(folder.resolve("below.pem"), below.certificate());
    assertThatCode(() -> check(signer)).doesNotThrowAnyException();
    Files.write(folder.resolve("root.crl"), ROOT.revocationList(YESTERDAY, MIDDLE.certificate()));
    assertThatThrownBy(() -> check(signer)).isInstanceOf(UntrustedException.class);
  }

  @Test
  void anAuthorityInTheFolderIsBelievedUntilTheDayItWasRevoked() throws Exception {
    TestAuthority.writePem(folder.resolve("middle.pem"), MIDDLE.certificate());
    Files.write(folder.resolve("root.crl"), ROOT.revocationList(NOW, MIDDLE.certificate()));
    assertThatCode(
            () ->
                Trust.load(folder)
                    .check(SIGNER.certificate(), List.of(), NOW.minus(Duration.ofMinutes(5))))
        .doesNotThrowAnyException();
  }

  @Test
  void aListOfANamesakeOfTheRootSaysNothingUnlessTheFolderTrustsItAsTheRootsNewKey()
      throws Exception {
    TestAuthority namesake = TestAuthority.create("Root", Clock.systemUTC());
    TestAuthority.writePem(folder.resolve("middle.pem"), MIDDLE.certificate());
    Files.write(
        folder.resolve("forged.crl"), namesake.revocationList(YESTERDAY, MIDDLE.certificate()));
    assertThatCode(() -> check(SIGNER)).doesNotThrowAnyException();
    TestAuthority.writePem(folder.resolve("namesake.pem"), namesake.certificate());
    assertThatThrownBy(() -> check(SIGNER)).hasMessageContaining("was revoked by its authority");
  }

  @Test
  void whatWasSignedBeforeTheRevocationStaysProved() throws Exception {
    Files.write(folder.resolve("middle.crl"), MIDDLE.revocationList(NOW, SIGNER.certificate()));
    assertThatCode(
            () ->
                Trust.load(folder)
                    .check(SIGNER.certificate(), chain(), NOW.minus(Duration.ofMinutes(5))))
        .doesNotThrowAnyException();
  }

  @Test
  void aListThatAnotherKeySignedUnderTheAuthoritysNameSaysNothing() throws Exception {
    TestAuthority namesake = ROOT.subordinate("Middle");
    Files.write(
        folder.resolve("forged.crl"), namesake.revocationList(YESTERDAY, SIGNER.certificate()));
    assertThatCode(() -> check(SIGNER)).doesNotThrowAnyException();
  }

  @Test
  void aDamagedListIsAnErrorThatNamesItsFile() throws Exception {
    Files.writeString(folder.resolve("broken.crl"), "not a list");
    assertThatThrownBy(() -> Trust.load(folder))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("broken.crl");
  }

  @Test
  void aListOfMoreThan16MebibytesIsNotReadAtAll() throws Exception {
    Path file = folder.resolve("huge.crl");
    try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
      huge.setLength((16 << 20) + 1);
      assertThatThrownBy(() -> Trust.load(folder))
          .isInstanceOf(PkiException.class)
          .hasMessageContaining("huge.crl")
          .hasMessageContaining("16 MiB");
      huge.setLength(16 << 20);
      assertThatThrownBy(() -> Trust.load(folder))
          .isInstanceOf(PkiException.class)
          .hasMessageContaining("no revocation list");
    }
  }

  private void assertRevoked(Issued signer) {
    assertThatThrownBy(() -> check(signer))
        .isInstanceOfSatisfying(
            UntrustedException.class,
            e -> assertThat(e.reason()).isEqualTo(UntrustedException.Reason.REVOKED))
        .hasMessageContaining("revoked");
  }

  private void check(Issued signer) throws Exception {
    Trust.load(folder).check(signer.certificate(), chain(), NOW);
  }

  private static List<X509Certificate> chain() {
    return List.of(MIDDLE.certificate());
  }
}
