package ca.portage.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.cms.InflationLimit;
import ca.portage.ledger.Report;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.Trust;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private Set<String> ours = Set.of();
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
  void aSignerWithAPathToATrustedAuthorityIsBelieved() throws Exception {
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
  void aTimeOfReceiptOutsideItsLifeIsNotBelieved() throws Exception {
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
  void anotherAuthorityIsNotTrusted() throws Exception {
    Trust strangers = Trust.of(TestAuthority.create("Root", CLOCK).certificate());
    assertThat(judged(strangers).findings())
        .singleElement()
        .asString()
        .contains("is not trusted as of " + RECEIVED);
  }

  @Test
  void aReceiptThatWeSignedOurselvesProvesNothing() throws Exception {
    ours = Set.of(Signers.sha256(signer.certificate()));
    assertThat(judged().findings())
        .singleElement()
        .asString()
        .startsWith("it was signed by ourselves, with the certificate of CN=gateway");
  }

  @Test
  void aSignerWhoIsNotTheGatewayThatIsNamedIsNotBelievedAndNothingWasTouched() throws Exception {
    TestAuthority.Issued sibling = middle.issue(TestAuthority.Purpose.SIGNING, "cn=sibling");
    Trust trust = Trust.of(root.certificate());
    Proof proof = judged(new Believable(List.of(trust), Set.of(sibling.certificate()), Set.of()));
    assertThat(proof.findings())
        .singleElement()
        .asString()
        .contains("none of the gateway's certificates and names");
    assertThat(proof.untrusted()).isEqualTo(1);
    assertThat(
            judged(
                    new Believable(
                        List.of(trust),
                        Set.of(sibling.certificate(), signer.certificate()),
                        Set.of()))
                .findings())
        .as("control: with the former one")
        .isEmpty();
  }

  @Test
  void aRenewedAuthorityLeavesOldEvidenceAsItIsWithTheFormerNamedToo() throws Exception {
    Trust renewed = Trust.of(TestAuthority.create("Root", CLOCK).certificate());
    Proof alone = judged(Believable.of(renewed));
    assertThat(alone.untrusted()).isEqualTo(1);
    assertThat(alone.findings())
        .singleElement()
        .asString()
        .contains("name the folder of the former");
    Trust former = Trust.of(root.certificate());
    assertThat(judged(new Believable(List.of(renewed, former), Set.of(), Set.of())).findings())
        .isEmpty();
  }

  @Test
  void aListOfTodayIsANoteAndTheKeptOnesDecide() throws Exception {
    Path cas = Files.createDirectory(folder.resolve("cas"));
    TestAuthority.writePem(cas.resolve("root.pem"), root.certificate());
    Files.write(
        cas.resolve("middle.crl"),
        middle.revocationList(RECEIVED.minus(Duration.ofHours(1)), signer.certificate()));
    Proof proof = judged(Trust.load(cas));
    assertThat(proof.findings()).isEmpty();
    assertThat(proof.notes())
        .singleElement()
        .asString()
        .startsWith("a revocation list that was not there at the time of receipt");
  }

  @Test
  void aListIsReadOnceForAllMessagesThatNameIt() throws Exception {
    String name = look(middle, RECEIVED.plus(Duration.ofHours(1)));
    KeptLists lists = new KeptLists(kept.revocationLists());
    Trial trial = new Trial();
    for (int i = 0; i < 1000; i++) {
      assertThat(lists.list(name, trial)).isPresent();
    }
    assertThat(lists.reads()).isEqualTo(1);
    Bits.flip(kept.revocationLists().file(name), 40);
    assertThat(new KeptLists(kept.revocationLists()).list(name, trial))
        .as("control: in a process of its own")
        .isEmpty();
  }

  private String look(TestAuthority authority, Instant revoked) throws Exception {
    String name =
        kept.revocationLists().keep(authority.revocationList(revoked, signer.certificate()));
    report = report.with("crls", name);
    return name;
  }

  private Proof judged() throws IOException {
    return judged(Trust.of(root.certificate()));
  }

  private Proof judged(Trust trust) throws IOException {
    return judged(Believable.of(trust));
  }

  private Proof judged(Believable believable) throws IOException {
    Trial trial = new Trial();
    Premises premises =
        new Premises(channel -> believable, ours, Optional.empty(), new InflationLimit(1, 1));
    Believing believing =
        new Believing(kept.certificates(), new KeptLists(kept.revocationLists()), premises, "cig");
    List<X509Certificate> path = believing.certificates(report, "path", trial);
    believing.judge(signer.certificate(), path, report, true, trial);
    return trial.proof("M");
  }
}
