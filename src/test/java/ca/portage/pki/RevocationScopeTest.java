package ca.portage.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.config.DistinguishedName;
import ca.portage.pki.UntrustedException.Reason;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.api.Test;

/** For whom a revocation list speaks, and when nobody does (RFC 5280 §5.2.5, §6.3; pki §6.2). */
class RevocationScopeTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final Instant BEFORE = NOW.minus(Duration.ofDays(1));
  private static final Instant LATER = NOW.plus(Duration.ofDays(1));
  private static final Duration YEAR = Duration.ofDays(365);
  private static final String CA = "ou=Agency CA,o=GC,c=CA";
  private static final String PART = "cn=CRL7," + CA;
  private static final String GATEWAY = "cn=GW+serialNumber=7,ou=EQUIP,o=GC,c=CA";

  private static final DirectoryAuthority AUTHORITY = DirectoryAuthority.root(CA, NOW);
  private static final X509Certificate SPLIT =
      AUTHORITY.signer(GATEWAY, BEFORE, NOW.plus(YEAR), PART);
  private static final X509Certificate PLAIN = AUTHORITY.signer(GATEWAY, BEFORE, NOW.plus(YEAR));

  @Test
  void aListForThePartThatTheCertificateNamesTellsOfIt() {
    assertThat(gap(SPLIT, AUTHORITY.part(BEFORE, LATER, PART))).isEmpty();
    assertThat(gap(SPLIT, AUTHORITY.part(BEFORE, LATER, "+cn=crl7"))).isEmpty();
    assertThat(gap(SPLIT, AUTHORITY.list(BEFORE, LATER))).isEmpty();
  }

  @Test
  void aListForAnotherPartDoesNot() {
    X509CRL other = AUTHORITY.part(BEFORE, LATER, "cn=CRL8," + CA);
    assertThat(gap(SPLIT, other)).get().extracting(Gap::since).isEqualTo(Optional.empty());
    assertThat(gap(PLAIN, AUTHORITY.part(BEFORE, LATER, PART))).isPresent();
  }

  @Test
  void aListOnlyOfAuthoritiesOrOnlyOfSomeReasonsClearsNobody() {
    assertThat(gap(PLAIN, scoped(only(false, true)))).isPresent();
    assertThat(gap(PLAIN, scoped(only(true, false)))).isEmpty();
    assertThat(
            gap(
                PLAIN,
                scoped(
                    new IssuingDistributionPoint(
                        null,
                        false,
                        false,
                        new ReasonFlags(ReasonFlags.keyCompromise),
                        false,
                        false))))
        .isPresent();
    assertThat(
            gap(PLAIN, scoped(new IssuingDistributionPoint(null, false, false, null, true, false))))
        .isPresent();
  }

  @Test
  void whateverAListIsForWhoItNamesIsRevoked() {
    Trust trust = trust(AUTHORITY.part(BEFORE, LATER, "cn=CRL8," + CA, SPLIT));
    assertThatThrownBy(() -> trust.path(SPLIT, List.of(), NOW))
        .isInstanceOfSatisfying(
            UntrustedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REVOKED));
  }

  @Test
  void aListThatHasEndedLeavesAGapSinceItsEnd() {
    Gap gap = gap(PLAIN, AUTHORITY.list(BEFORE.minusSeconds(9), BEFORE)).orElseThrow();
    assertThat(gap.since()).contains(BEFORE);
    assertThat(gap.describe())
        .startsWith("nobody can tell whether the certificate of ")
        .endsWith("the revocation list of OU=Agency CA,O=GC,C=CA ended on 2026-05-31T12:00:00Z");
    assertThat(DistinguishedName.parse(gap.certificate()))
        .isEqualTo(DistinguishedName.parse(GATEWAY));
    assertThat(gap(PLAIN, AUTHORITY.list(LATER, LATER.plusSeconds(9)))).isPresent();
  }

  @Test
  void aListOfANamesakeTellsNothing() {
    DirectoryAuthority namesake = DirectoryAuthority.root(CA, NOW);
    assertThat(gap(PLAIN, namesake.list(BEFORE, LATER))).isPresent();
  }

  @Test
  void theListOfAnAuthorityThatRenewedItsKeyTellsOfItsOldCertificates() throws Exception {
    DirectoryAuthority renewed = DirectoryAuthority.root(CA, NOW);
    Trust trust =
        Trust.of(AUTHORITY.certificate(), renewed.certificate())
            .with(List.of(renewed.list(BEFORE, LATER)), List.of());
    assertThat(trust.gap(trust.path(PLAIN, List.of(), NOW), NOW)).isEmpty();
  }

  @Test
  void everyCertificateBelowTheTrustedAuthorityNeedsAList() throws Exception {
    DirectoryAuthority lower = AUTHORITY.below("ou=Lower,o=GC,c=CA", NOW);
    X509Certificate signer = lower.signer(GATEWAY, BEFORE, LATER);
    Trust one = trust(lower.list(BEFORE, LATER));
    List<X509Certificate> path = one.path(signer, List.of(lower.certificate()), NOW);
    assertThat(one.gap(path, NOW)).get().extracting(Gap::authority).asString().contains("Agency");
    Trust both = one.with(List.of(AUTHORITY.list(BEFORE, LATER)), List.of());
    assertThat(both.gap(path, NOW)).isEmpty();
  }

  @Test
  void theRuleRefusesAfterTheGraceAndASoftOneNever() throws Exception {
    Gap ended = gap(PLAIN, AUTHORITY.list(BEFORE.minusSeconds(9), BEFORE)).orElseThrow();
    Gap none = gap(PLAIN).orElseThrow();
    RevocationRule hard = new RevocationRule(true, Duration.ofDays(2));
    hard.require(ended, NOW, BEFORE.plus(Duration.ofDays(2)).minusMillis(1));
    assertThatThrownBy(() -> hard.require(ended, NOW, BEFORE.plus(Duration.ofDays(2))))
        .isInstanceOfSatisfying(
            UntrustedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.STATUS_UNKNOWN));
    hard.require(none, NOW, NOW.plus(Duration.ofDays(1)));
    assertThatThrownBy(() -> hard.require(none, NOW, NOW.plus(Duration.ofDays(2))))
        .hasMessageContaining("there is no revocation list of OU=Agency CA");
    new RevocationRule(false, Duration.ZERO).require(none, NOW, NOW.plus(YEAR));
  }

  @Test
  void anOlderEditionNeverTakesThePlaceOfANewerOne() {
    X509CRL old = AUTHORITY.list(BEFORE, LATER);
    X509CRL fresh = AUTHORITY.list(NOW, LATER, PLAIN);
    X509CRL part = AUTHORITY.part(BEFORE, LATER, PART);
    assertThat(RevocationLists.newest(List.of(fresh, part), List.of(old)))
        .containsExactlyInAnyOrder(fresh, part);
    assertThat(RevocationLists.newest(List.of(old), List.of(fresh))).containsExactly(fresh);
  }

  @Test
  void theEntriesOfACertificateAreThoseItNamesInAnyForm() {
    X509Certificate many =
        AUTHORITY.signer(
            GATEWAY,
            BEFORE,
            LATER,
            PART,
            "+cn=CRL9",
            "ldap://elsewhere.example/cn=CRL10,ou=Agency%20CA,o=GC,c=CA?certificateRevocationList",
            "http://elsewhere.example/list.crl");
    assertThat(Certificates.revocationEntries(many))
        .containsExactly(
            DistinguishedName.parse(PART),
            DistinguishedName.parse("cn=CRL9," + CA),
            DistinguishedName.parse("cn=CRL10," + CA));
  }

  private static IssuingDistributionPoint only(boolean users, boolean authorities) {
    return new IssuingDistributionPoint(null, users, authorities, null, false, false);
  }

  private static X509CRL scoped(IssuingDistributionPoint scope) {
    return AUTHORITY.list(BEFORE, LATER, Optional.of(scope));
  }

  private static Trust trust(X509CRL... lists) {
    return Trust.of(AUTHORITY.certificate()).with(List.of(lists), List.of());
  }

  private static Optional<Gap> gap(X509Certificate signer, X509CRL... lists) {
    try {
      Trust trust = trust(lists);
      return trust.gap(trust.path(signer, List.of(), NOW), NOW);
    } catch (UntrustedException e) {
      throw new AssertionError(e);
    }
  }
}
