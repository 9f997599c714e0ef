package ca.portage.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import ca.portage.pki.UntrustedException.Reason;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final TestAuthority ROOT = TestAuthority.create("Root", CLOCK);
  private static final TestAuthority LOWER = ROOT.subordinate("Lower");
  private static final Issued SIGNER = ROOT.issue(Purpose.SIGNING, "cn=signer");
  private static final Trust TRUST = Trust.of(ROOT.certificate());

  @TempDir Path folder;

  @Test
  void aSignerOfATrustedAuthorityIsTrusted() throws Exception {
    assertThat(TRUST.path(SIGNER.certificate(), List.of(), NOW))
        .containsExactly(SIGNER.certificate(), ROOT.certificate());
  }

  @Test
  void aPathMayUseTheCertificatesAMessageBrought() throws Exception {
    X509Certificate signer = LOWER.issue(Purpose.SIGNING, "cn=signer").certificate();
    assertThat(TRUST.path(signer, List.of(LOWER.certificate(), signer), NOW))
        .containsExactly(signer, LOWER.certificate(), ROOT.certificate());
    assertThat(reason(signer, List.of(), NOW)).isEqualTo(Reason.NO_PATH);
  }

  @Test
  void anAuthorityBelowARootMayBeTrustedByItself() throws Exception {
    X509Certificate signer = LOWER.issue(Purpose.SIGNING, "cn=signer").certificate();
    assertThat(Trust.of(LOWER.certificate()).path(signer, List.of(), NOW))
        .containsExactly(signer, LOWER.certificate());
  }

  @Test
  void validityIsJudgedAtTheInstantGivenAndIncludesBothEnds() throws Exception {
    X509Certificate signer =
        ROOT.issue(Purpose.SIGNING, "cn=s", Duration.ZERO, Duration.ofDays(1)).certificate();
    Instant end = NOW.plus(Duration.ofDays(1));
    assertThat(reason(signer, List.of(), NOW.minusMillis(1))).isEqualTo(Reason.NOT_YET_VALID);
    for (Instant valid : List.of(NOW, end, end.plusMillis(999))) {
      assertThatCode(() -> TRUST.check(signer, List.of(), valid)).doesNotThrowAnyException();
    }
    assertThat(reason(signer, List.of(), end.plusSeconds(1))).isEqualTo(Reason.EXPIRED);
    assertThatThrownBy(() -> TRUST.check(signer, List.of(), end.plusSeconds(1)))
        .hasMessage("the certificate of CN=s expired on 2026-06-02T12:00:00Z");
  }

  @Test
  void anExpiredAuthorityIsNoAuthority() {
    X509Certificate signer =
        ROOT.issue(Purpose.SIGNING, "cn=s", Duration.ZERO, Duration.ofDays(9999)).certificate();
    Instant later = NOW.plus(Duration.ofDays(5000));
    assertThatThrownBy(() -> TRUST.check(signer, List.of(), later))
        .isInstanceOfSatisfying(
            UntrustedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EXPIRED))
        .hasMessageContaining("the certificate of CN=Root expired on");
  }

  @Test
  void anAuthorityOfTheSameNameIsNotTheSame() {
    TestAuthority other = TestAuthority.create("Root", CLOCK);
    X509Certificate forged = other.issue(Purpose.SIGNING, "cn=signer").certificate();
    assertThat(reason(forged, List.of(other.certificate()), NOW)).isEqualTo(Reason.NO_PATH);
  }

  @Test
  void aSelfSignedCertificateThatCameAlongIsNotTrusted() {
    X500Principal name = new X500Principal("cn=stranger");
    X509Certificate stranger =
        new CertificateForm(name, SIGNER.certificate().getPublicKey(), BigInteger.TEN)
            .valid(NOW.minusSeconds(1), NOW.plusSeconds(1))
            .signedBy(name, SIGNER.certificate().getPublicKey(), SIGNER.key());
    assertThat(reason(stranger, List.of(stranger), NOW)).isEqualTo(Reason.NO_PATH);
  }

  @Test
  void aSignerIssuedByAnotherSignerIsNotTrusted() {
    X509Certificate forged =
        new CertificateForm(
                new X500Principal("cn=victim"), SIGNER.certificate().getPublicKey(), BigInteger.TEN)
            .valid(NOW.minusSeconds(1), NOW.plusSeconds(1))
            .signedBy(
                SIGNER.certificate().getSubjectX500Principal(),
                SIGNER.certificate().getPublicKey(),
                SIGNER.key());
    assertThat(reason(forged, List.of(SIGNER.certificate()), NOW)).isEqualTo(Reason.NO_PATH);
  }

  @Test
  void aCertificateForEncryptionDoesNotSign() {
    X509Certificate encryption = ROOT.issue(Purpose.ENCRYPTION, "cn=e").certificate();
    assertThat(reason(encryption, List.of(), NOW)).isEqualTo(Reason.KEY_USAGE);
  }

  @Test
  void onlyTheFirstTwentyCertificatesOfAMessageAreSearched() throws Exception {
    X509Certificate signer = LOWER.issue(Purpose.SIGNING, "cn=signer").certificate();
    List<X509Certificate> brought = new ArrayList<>(Collections.nCopies(19, SIGNER.certificate()));
    brought.add(LOWER.certificate());
    TRUST.check(signer, brought, NOW);
    brought.add(0, SIGNER.certificate());
    assertThat(reason(signer, brought, NOW)).isEqualTo(Reason.NO_PATH);
  }

  @Test
  void theFilesOfAFolderAreTheAnchorsAndNoOthersAre() throws Exception {
    TestAuthority.writePem(folder.resolve("root.pem"), ROOT.certificate(), LOWER.certificate());
    TestAuthority.writePem(folder.resolve("again.CRT"), ROOT.certificate());
    Files.write(
        folder.resolve("b.der"), TestAuthority.create("B", CLOCK).certificate().getEncoded());
    Files.writeString(folder.resolve("README.txt"), "no certificate");
    Files.writeString(folder.resolve(".hidden.pem"), "no certificate");
    Files.createDirectory(folder.resolve("folder.pem"));
    Trust trust = Trust.load(folder);
    assertThat(trust.anchors())
        .extracting(c -> c.getSubjectX500Principal().getName())
        .containsExactly("CN=Root", "CN=B", "CN=Lower");
    trust.check(SIGNER.certificate(), List.of(), NOW);
  }

  @Test
  void aFolderWithoutAnAuthorityTrustsNothingAndIsRefused() throws Exception {
    assertThatThrownBy(() -> Trust.load(folder))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("holds no CA certificate");
    assertThatThrownBy(() -> Trust.load(folder.resolve("none")))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("none is no folder of CA certificates");
    Files.writeString(folder.resolve("bad.pem"), "no certificate");
    assertThatThrownBy(() -> Trust.load(folder)).hasMessageContaining("bad.pem holds no certif");
  }

  @Test
  void aCertificateThatIsNoAuthoritysDoesNotBecomeAnAnchor() throws Exception {
    TestAuthority.writePem(folder.resolve("signer.pem"), SIGNER.certificate());
    assertThatThrownBy(() -> Trust.load(folder))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("holds the certificate of CN=signer, which is no CA");
  }

  @Test
  void anAuthorityMadeByOpensslIsTrustedAndItsSignerToo(@TempDir Path work) throws Exception {
    OpenSsl.must(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=ca",
        "-days",
        "2",
        "-keyout",
        work.resolve("ca.key"),
        "-out",
        folder.resolve("ca.pem"));
    OpenSsl.must(
        "req",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=s",
        "-keyout",
        work.resolve("s.key"),
        "-out",
        work.resolve("s.csr"));
    OpenSsl.must(
        "x509",
        "-req",
        "-in",
        work.resolve("s.csr"),
        "-CA",
        folder.resolve("ca.pem"),
        "-CAkey",
        work.resolve("ca.key"),
        "-CAcreateserial",
        "-CAserial",
        work.resolve("serial"),
        "-days",
        "1",
        "-out",
        work.resolve("s.pem"));
    X509Certificate signer = Certificates.readPem(work.resolve("s.pem")).get(0);
    Trust.load(folder).check(signer, List.of(), Instant.now());
  }

  private static Reason reason(
      X509Certificate certificate, Collection<X509Certificate> brought, Instant at) {
    try {
      TRUST.check(certificate, brought, at);
      throw new AssertionError("trusted");
    } catch (UntrustedException e) {
      return e.reason();
    }
  }
}
