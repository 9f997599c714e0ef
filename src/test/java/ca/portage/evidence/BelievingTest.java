package ca.portage.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.Report;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.Trust;
import ca.portage.spool.Spool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who signed is judged as of the time of receipt, by what was kept and by nobody's word. */
class BelievingTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Instant RECEIVED = CLOCK.instant();

  @TempDir Path folder;

  private final TestAuthority root = TestAuthority.create("Root", CLOCK);
  private final TestAuthority middle = root.subordinate("Middle");
  private final TestAuthority.Issued signer =
      middle.issue(TestAuthority.Purpose.SIGNING, "cn=gateway");
  private Spool kept;
  private Report report;

  @BeforeEach
  void keep() throws Exception {
    kept = Spool.read(folder);
    List<String> path = new ArrayList<>();
    for (X509Certificate certificate : signer.chain()) {
      path.add(kept.certificates().keep(certificate.getEncoded()));
    }
    report =
        Report.empty()
            .with("checked", RECEIVED.toString())
            .with("path", path)
            .with("crls", List.of());
  }

  @Test
  void aSignerWithAPathToATrustedAuthorityIsBelieved() {
    assertThat(judged().findings()).isEmpty();
    assertThat(judged().proved())
        .singleElement()
        .asString()
        .startsWith("signed by CN=gateway, valid at " + RECEIVED)
        .endsWith("by a path to CN=Root");
  }

  @Test
  void aSignerRevokedBeforeTheReceiptIsNotBelieved() throws Exception {
    look(middle, RECEIVED.minus(Duration.ofHours(1)));
    assertThat(judged().findings())
        .singleElement()
        .asString()
        .contains("CN=gateway was revoked by its authority on ");
  }

  @Test
  void anAuthorityThatLiesInTheFolderItselfAndWasRevokedTakesItsSignersWithIt() throws Exception {
    Trust both = Trust.of(root.certificate(), middle.certificate());
    assertThat(judged(both).findings()).isEmpty();
    Instant before = RECEIVED.minus(Duration.ofHours(1));
    report =
        report.with(
            "crls", kept.revocationLists().keep(root.revocationList(before, middle.certificate())));
    assertThat(judged(both).findings())
        .singleElement()
        .asString()
        .contains("CN=Middle was revoked by its authority on ");
  }

  @Test
  void aSignerRevokedLaterWasRightlyBelieved() throws Exception {
    look(middle, RECEIVED.plus(Duration.ofHours(1)));
    assertThat(judged().findings()).isEmpty();
  }

  @Test
  void aListOfANamesakeOfTheAuthoritySaysNothing() throws Exception {
    look(TestAuthority.create("Middle", CLOCK), RECEIVED.minus(Duration.ofHours(1)));
    assertThat(judged().findings()).isEmpty();
  }

  @Test
  void aListThatWasChangedOrTakenAwayIsFound() throws Exception {
    String name = look(middle, RECEIVED.plus(Duration.ofHours(1)));
    Path file = kept.revocationLists().file(name);
    Bits.flip(file, 40);
    assertThat(judged().findings()).anyMatch(t -> t.startsWith("a revocation list was changed"));
    Files.delete(file);
    assertThat(judged().findings()).anyMatch(t -> t.startsWith("a revocation list is missing"));
  }

  @Test
  void aCertificateThatWasChangedOrTakenAwayIsFound() throws Exception {
    Path file = kept.certificates().file(report.all("path").get(1));
    Bits.flip(file, 200);
    assertThat(judged().findings()).anyMatch(t -> t.startsWith("a certificate was changed"));
    Files.delete(file);
    assertThat(judged().findings()).anyMatch(t -> t.startsWith("a certificate is missing"));
  }

  @Test
  void aTimeOfReceiptOutsideItsLifeIsNotBelieved() {
    report = report.with("checked", RECEIVED.plus(Duration.ofDays(400)).toString());
    assertThat(judged().findings()).singleElement().asString().contains("expired on");
    report = report.with("checked", "yesterday");
    assertThat(judged().findings()).containsExactly("nothing tells when its signer was checked");
  }

  @Test
  void anotherCertificateThanTheOneCheckedIsFound() throws Exception {
    TestAuthority.Issued sibling = middle.issue(TestAuthority.Purpose.SIGNING, "cn=sibling");
    String name = kept.certificates().keep(sibling.certificate().getEncoded());
    List<String> path = new ArrayList<>(report.all("path"));
    path.set(0, name);
    report = report.with("path", path);
    assertThat(judged().findings())
        .containsExactly(
            "it was not signed with the certificate that was checked at the time of receipt");
  }

  @Test
  void anotherAuthorityIsNotTrusted() {
    Trust strangers = Trust.of(TestAuthority.create("Root", CLOCK).certificate());
    assertThat(judged(strangers).findings())
        .singleElement()
        .asString()
        .contains("is not to be trusted as of " + RECEIVED);
  }

  private String look(TestAuthority authority, Instant revoked) throws Exception {
    String name =
        kept.revocationLists().keep(authority.revocationList(revoked, signer.certificate()));
    report = report.with("crls", name);
    return name;
  }

  private Proof judged() {
    return judged(Trust.of(root.certificate()));
  }

  private Proof judged(Trust trust) {
    Trial trial = new Trial();
    Believing believing = new Believing(kept, trust);
    List<X509Certificate> path = believing.certificates(report, "path", trial);
    believing.judge(signer.certificate(), path, report, trial);
    return trial.proof("M");
  }
}
