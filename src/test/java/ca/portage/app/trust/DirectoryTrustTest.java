package ca.portage.app.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.cms.CmsException.Reason;
import ca.portage.ledger.HandClock;
import ca.portage.pki.DirectoryAuthority;
import ca.portage.pki.Lifetime;
import ca.portage.pki.UntrustedException;
import ca.portage.pki.ldap.MemoryDirectory;
import ca.portage.pki.ldap.TestDirectory;
import ca.portage.watch.Expiring;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A channel that lives on the directory, while that comes and goes (CIG N-06; pki §6.2). */
class DirectoryTrustTest {
  private static final Instant START = new HandClock().instant();
  private static final Duration DAY = Duration.ofDays(1);
  private static final String CA_NAME = "ou=CA,o=GC,c=CA";
  private static final String PART = "cn=CRL1," + CA_NAME;
  private static final DirectoryAuthority CA = DirectoryAuthority.root(CA_NAME, START);
  private static final X509Certificate FOUND =
      CA.recipient(TrustHome.GATEWAY, START.minus(DAY), START.plus(TrustHome.YEAR), PART);

  @TempDir Path folder;
  private TestDirectory server;
  private TrustHome home;
  private URI url;

  @BeforeEach
  void make() throws Exception {
    server = MemoryDirectory.start();
    url = server.url();
    home = new TrustHome(folder, CA);
    server.unit(CA_NAME, CA.certificate());
    server.list(CA_NAME, "certificateRevocationList", CA.list(START, START.plus(DAY)));
    server.point(PART, CA.part(START, START.plus(DAY), PART));
    for (String unit : List.of("ou=CCRA-ADRC", "ou=EXTERN,ou=CCRA-ADRC")) {
      server.unit(unit + ",o=GC,c=CA");
    }
    server.unit("ou=EQUIP,ou=EXTERN,ou=CCRA-ADRC,o=GC,c=CA");
    server.device(TrustHome.GATEWAY, "Ops CCRA-ADRC GW", "100063", FOUND);
  }

  @AfterEach
  void close() {
    server.close();
    home.close();
  }

  private GatewayTrust open(String entry) throws Exception {
    return home.open(
        "OPS",
        "  signing: config/keys/gateway-signing.pem\n",
        "directory:\n  url: %s\n  entry: \"%s\"\n".formatted(url, entry));
  }

  @Test
  void theCertificateToEncryptToComesFromTheDirectoryAlone() throws Exception {
    GatewayTrust trust = open(TrustHome.GATEWAY);
    assertThatThrownBy(trust::recipient).isInstanceOf(IllegalStateException.class);
    trust.look();
    assertThat(trust.recipient()).isEqualTo(FOUND);
    assertThatCode(() -> trust.check(home.signer, List.of(), Optional.empty()))
        .doesNotThrowAnyException();
    assertThat(home.alerts()).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.copy())))
        .isEqualTo("rw-------");
  }

  @Test
  void anOutageIsToldOnceAndTheCopyServesAcrossARestartUntilItIsTooOld() throws Exception {
    open(TrustHome.GATEWAY).look();
    server.close();
    GatewayTrust trust = open(TrustHome.GATEWAY);
    assertThat(trust.recipient()).isEqualTo(FOUND);
    home.looks();
    home.clock.advance(Duration.ofHours(13));
    home.looks();
    assertThat(home.alerts())
        .filteredOn(text -> text.contains("cannot be reached"))
        .singleElement()
        .asString()
        .contains("What it answered on 2026-03-01T12:00:00Z is used until 2026-03-31T12:00:00Z");
    assertThat(trust.recipient()).isEqualTo(FOUND);
    home.list(CA.list(home.now(), home.now().plus(TrustHome.YEAR)));
    home.looks();
    home.clock.advance(DAY.multipliedBy(30));
    assertThatThrownBy(trust::recipient).hasMessageContaining("no encryption certificate");
  }

  @Test
  void itIsAskedAgainBeforeAListEndsAndWhenTheAnswerIsOld() throws Exception {
    GatewayTrust trust = open(TrustHome.GATEWAY);
    trust.look();
    X509Certificate next =
        CA.recipient(TrustHome.GATEWAY, home.now(), home.now().plus(TrustHome.YEAR), PART);
    server.delete(TrustHome.GATEWAY);
    server.device(TrustHome.GATEWAY, "Ops CCRA-ADRC GW", "100063", FOUND, next);
    home.clock.advance(Duration.ofHours(11));
    trust.look();
    assertThat(trust.recipient()).isEqualTo(FOUND);
    home.clock.advance(Duration.ofHours(2));
    trust.look();
    assertThat(trust.recipient()).isEqualTo(next);
  }

  @Test
  void aListThatNamesTheCertificateStopsIt() throws Exception {
    GatewayTrust trust = open(TrustHome.GATEWAY);
    trust.look();
    assertThat(trust.recipient()).isEqualTo(FOUND);
    home.clock.advance(Duration.ofHours(13));
    server.list(
        PART, "certificateRevocationList", CA.part(home.now(), home.now().plus(DAY), PART, FOUND));
    trust.look();
    assertThatThrownBy(trust::recipient).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anOldListPlayedBackDoesNotFreeARevokedSigner() throws Exception {
    server.list(
        CA_NAME,
        "certificateRevocationList",
        CA.list(START, START.plus(DAY.multipliedBy(9)), home.signer));
    GatewayTrust trust = open(TrustHome.GATEWAY);
    trust.look();
    assertThat(GatewayTrustTest.reason(trust, home.signer)).isEqualTo(Reason.SIGNER_REVOKED);
    server.list(
        CA_NAME,
        "certificateRevocationList",
        CA.list(START.minusSeconds(9), START.plus(DAY.multipliedBy(9))));
    home.clock.advance(Duration.ofHours(13));
    trust.look();
    assertThat(GatewayTrustTest.reason(trust, home.signer)).isEqualTo(Reason.SIGNER_REVOKED);
  }

  @Test
  void aSignerThatComesWithAMessageIsLookedUpInItsOwnPartBeforeItIsBelieved() throws Exception {
    String part = "cn=CRL2," + CA_NAME;
    X509Certificate good = CA.signer(TrustHome.GATEWAY, START, START.plus(TrustHome.YEAR), part);
    X509Certificate revoked = CA.signer(TrustHome.GATEWAY, START, START.plus(TrustHome.YEAR), part);
    server.point(part, CA.part(START, START.plus(DAY), part, revoked));
    GatewayTrust trust =
        home.open(
            "OPS",
            "  signer: \"%s\"\n".formatted(TrustHome.GATEWAY),
            "directory:\n  url: %s\n  entry: \"%s\"\n".formatted(server.url(), TrustHome.GATEWAY));
    trust.look();
    assertThat(trust.trust().revocationLists()).hasSize(1);
    assertThat(trust.check(good, List.of(), Optional.empty()).revocationLists()).hasSize(2);
    assertThat(GatewayTrustTest.reason(trust, revoked)).isEqualTo(Reason.SIGNER_REVOKED);
  }

  @Test
  void thePathOfAServerIsLookedUpBeforeItIsBelievedToo() throws Exception {
    String part = "cn=CRL3," + CA_NAME;
    X509Certificate good = CA.signer("cn=good.example", START, START.plus(TrustHome.YEAR), part);
    X509Certificate bad = CA.signer("cn=bad.example", START, START.plus(TrustHome.YEAR), part);
    server.point(part, CA.part(START, START.plus(DAY), part, bad));
    GatewayTrust trust = open(TrustHome.GATEWAY);
    trust.require(List.of(good, CA.certificate()));
    assertThatThrownBy(() -> trust.require(List.of(bad, CA.certificate())))
        .isInstanceOfSatisfying(
            UntrustedException.class,
            e -> assertThat(e.reason()).isEqualTo(UntrustedException.Reason.REVOKED));
  }

  @Test
  void aNameWithoutEntryIsToldTogetherWithThoseOfTheSameSerialNumber() throws Exception {
    GatewayTrust trust = open(TrustHome.GATEWAY.replace("CCRA-ADRC,o", "CCRA-DRC,o"));
    trust.look();
    assertThat(home.alerts())
        .filteredOn(text -> text.contains("has no entry"))
        .singleElement()
        .asString()
        .contains("serial number", "OU=CCRA-ADRC", "directory.entry", "asked again by itself");
    assertThatThrownBy(trust::recipient).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anEntryThatWasEmptiedTakesNothingAway() throws Exception {
    GatewayTrust trust = open(TrustHome.GATEWAY);
    trust.look();
    server.delete(TrustHome.GATEWAY);
    server.device(TrustHome.GATEWAY, "Ops CCRA-ADRC GW", "100063");
    home.clock.advance(Duration.ofHours(13));
    trust.look();
    assertThat(trust.recipient()).isEqualTo(FOUND);
    assertThat(home.alerts()).anyMatch(text -> text.contains("no encryption certificate that can"));
  }

  @Test
  void aWeeklyListIsNobodysBusinessUntilItsSuccessorWasAskedForInVain() throws Exception {
    GatewayTrust trust = open(TrustHome.GATEWAY);
    Duration week = DAY.multipliedBy(7);
    int told = 0;
    for (int hours = 0; hours < 24 * 7 * 4; hours += 2) {
      // The next one comes a day before the last one ends; after three weeks none does.
      int number = (hours + 24) / (24 * 7);
      boolean published = hours == 0 || (hours + 24) % (24 * 7) == 0;
      if (published && number < 3) {
        Instant end = START.plus(week.multipliedBy(number + 1));
        server.list(CA_NAME, "certificateRevocationList", CA.list(home.now(), end));
        server.list(PART, "certificateRevocationList", CA.part(home.now(), end, PART));
      }
      trust.look();
      boolean soon = warned(trust);
      told += soon ? 1 : 0;
      assertThat(soon && hours < 24 * 7 * 3 - 24).as("after %d hours", hours).isFalse();
      home.clock.advance(Duration.ofHours(2));
    }
    assertThat(told).as("the list that had no successor").isPositive();
  }

  private boolean warned(GatewayTrust trust) {
    List<Lifetime> renewing = trust.renewing().stream().map(Lifetime::of).toList();
    List<Lifetime> lists =
        trust.trust().revocationLists().stream()
            .map(Lifetime::of)
            .filter(each -> !renewing.contains(each))
            .toList();
    return Expiring.of(lists, home.now()).stream().anyMatch(e -> e.warning().isPresent());
  }

  @Test
  void aDirectoryThatIsThereForItsListsAloneNeedsNoCertificate() throws Exception {
    server.delete(TrustHome.GATEWAY);
    server.device(TrustHome.GATEWAY, "Ops CCRA-ADRC GW", "100063");
    GatewayTrust trust =
        home.open("directory:\n  url: %s\n  entry: \"%s\"\n".formatted(url, TrustHome.GATEWAY));
    trust.look();
    assertThat(trust.recipient()).isEqualTo(home.recipient);
    assertThat(trust.trust().revocationLists()).isNotEmpty();
    assertThat(home.alerts()).isEmpty();
    server.close();
    home.clock.advance(Duration.ofHours(1));
    trust.look();
    assertThat(home.alerts()).as("it is not asked again before its answer is old").isEmpty();
  }

  @Test
  void aDamagedCopyIsMadeAnew() throws Exception {
    open(TrustHome.GATEWAY).look();
    Files.writeString(home.copy(), "damaged");
    GatewayTrust trust = open(TrustHome.GATEWAY);
    assertThatThrownBy(trust::recipient).isInstanceOf(IllegalStateException.class);
    trust.look();
    assertThat(trust.recipient()).isEqualTo(FOUND);
  }
}
