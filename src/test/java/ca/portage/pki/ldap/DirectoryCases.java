package ca.portage.pki.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.config.DistinguishedName;
import ca.portage.pki.DirectoryAuthority;
import ca.portage.pki.Trust;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds of every directory server (CIG N-06, O-01 to O-04, C-05; pki §6.2). */
abstract class DirectoryCases {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(30));
  private static final String ROOT = "ou=Root CA,o=GC,c=CA";
  private static final String CA = "ou=Agency CA,o=GC,c=CA";
  private static final String PART = "cn=CRL7," + CA;
  private static final String OPS =
      "cn=Ops CCRA-ADRC GW+serialNumber=100063,ou=EQUIP,ou=EXTERN,ou=CCRA-ADRC,o=GC,c=CA";
  private static final String OTHER_SPELLING =
      "cn=Ops CCRA-ADRC GW+serialNumber=100063,ou=EQUIP,ou=EXTERN,ou=CCRA-DRC,o=GC,c=CA";

  private static final DirectoryAuthority TOP = DirectoryAuthority.root(ROOT, NOW);
  private static final DirectoryAuthority AGENCY = TOP.below(CA, NOW);
  private static final Trust TRUST = Trust.of(TOP.certificate());
  private static final X509Certificate OLD =
      AGENCY.recipient(OPS, NOW.minus(Duration.ofDays(700)), NOW.plusSeconds(9), PART);
  private static final X509Certificate NEW =
      AGENCY.recipient(OPS, NOW.minus(Duration.ofDays(2)), LATER, PART);

  private static final Concerned NOTHING_ELSE = new Concerned(List.of(), List.of(), List.of());

  /** A server with the branch and nothing in it. */
  static TestDirectory server;

  /** Fills a new server. */
  static void fill(TestDirectory started) throws Exception {
    server = started;
    server.unit(ROOT, TOP.certificate());
    server.unit(CA, AGENCY.certificate());
    server.list(ROOT, "authorityRevocationList", TOP.list(NOW.minusSeconds(5), LATER));
    server.point(PART, AGENCY.part(NOW.minusSeconds(5), LATER, PART));
    for (String unit : List.of("CCRA-ADRC", "CCRA-DRC")) {
      server.unit("ou=" + unit + ",o=GC,c=CA");
      server.unit("ou=EXTERN,ou=" + unit + ",o=GC,c=CA");
      server.unit("ou=EQUIP,ou=EXTERN,ou=" + unit + ",o=GC,c=CA");
    }
    server.device(OPS, "Ops CCRA-ADRC GW", "100063", OLD, NEW);
  }

  @Test
  void anEntryWithAMultiValuedNameGivesItsCertificatesAndAllThatTellsOfThem() throws Exception {
    DirectoryAnswer answer = ask(OPS);
    assertThat(answer.refused()).isEmpty();
    assertThat(answer.copy().certificates()).containsExactlyInAnyOrder(OLD, NEW);
    assertThat(answer.copy().authorities()).contains(AGENCY.certificate());
    assertThat(answer.copy().lists())
        .extracting(list -> list.getIssuerX500Principal().getName())
        .containsExactlyInAnyOrder("OU=Agency CA,O=GC,C=CA", "OU=Root CA,O=GC,C=CA");
    Trust trust = TRUST.with(answer.copy().lists(), answer.copy().authorities());
    List<X509Certificate> path = trust.encryptionPath(NEW, NOW);
    assertThat(path).containsExactly(NEW, AGENCY.certificate(), TOP.certificate());
    assertThat(trust.gap(path, NOW)).isEmpty();
  }

  @Test
  void theOrderInsideTheNameAndItsCaseDoNotMatter() throws Exception {
    String other =
        "SERIALNUMBER=100063+CN=ops ccra-adrc gw,ou=Equip,ou=Extern,ou=CCRA-adrc,o=gc,c=ca";
    assertThat(ask(other).copy().certificates()).hasSize(2);
  }

  @Test
  void aNameWithoutEntryIsSaidAndItsSerialNumberFindsTheOtherSpelling() {
    assertThatThrownBy(() -> ask(OTHER_SPELLING))
        .isInstanceOfSatisfying(DirectoryException.class, e -> assertThat(e.noEntry()).isTrue())
        .hasMessageContaining("has no entry");
    assertThat(search("100063")).containsExactly(DistinguishedName.parse(OPS));
    assertThat(search("*")).isEmpty();
    assertThat(search("100063)(cn=*")).isEmpty();
  }

  @Test
  void aCertificateOfAnotherNameIsNotTaken() throws Exception {
    String name = "cn=Other GW+serialNumber=5,ou=EQUIP,ou=EXTERN,ou=CCRA-DRC,o=GC,c=CA";
    server.device(name, "Other GW", "5", NEW);
    DirectoryAnswer answer = ask(name);
    assertThat(answer.copy().certificates()).isEmpty();
    assertThat(answer.refused()).anyMatch(text -> text.contains("a certificate of another name"));
  }

  @Test
  void aCertificateWithoutPathToATrustedAuthorityIsNotTaken() throws Exception {
    String name = "cn=Forged GW+serialNumber=6,ou=EQUIP,ou=EXTERN,ou=CCRA-DRC,o=GC,c=CA";
    X509Certificate forged =
        DirectoryAuthority.root("ou=Evil,o=GC,c=CA", NOW).recipient(name, NOW, LATER);
    server.device(name, "Forged GW", "6", forged);
    DirectoryAnswer answer = ask(name);
    assertThat(answer.copy().certificates()).isEmpty();
    assertThat(answer.refused()).anyMatch(text -> text.contains("no path leads"));
  }

  @Test
  void aListThatTheAuthorityDidNotSignIsNotTaken() throws Exception {
    String point = "cn=CRL8," + CA;
    String name = "cn=Third GW+serialNumber=8,ou=EQUIP,ou=EXTERN,ou=CCRA-DRC,o=GC,c=CA";
    server.point(point, DirectoryAuthority.root(CA, NOW).part(NOW, LATER, point));
    server.device(name, "Third GW", "8", AGENCY.recipient(name, NOW, LATER, point));
    DirectoryAnswer answer = ask(name);
    assertThat(answer.copy().certificates()).hasSize(1);
    assertThat(answer.refused()).anyMatch(text -> text.contains("is not signed by"));
    Trust trust = TRUST.with(answer.copy().lists(), answer.copy().authorities());
    assertThat(trust.gap(trust.encryptionPath(answer.copy().certificates().get(0), NOW), NOW))
        .isPresent();
  }

  @Test
  void aReferralIsNotFollowed() throws Exception {
    try (ServerSocket elsewhere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String name = "cn=Moved,ou=EQUIP,ou=EXTERN,ou=CCRA-DRC,o=GC,c=CA";
      server.referral(name, "Moved", "ldap://127.0.0.1:" + elsewhere.getLocalPort() + "/" + OPS);
      try {
        assertThat(ask(name).copy().certificates()).isEmpty();
      } catch (DirectoryException e) {
        assertThat(e).hasMessageContaining("refers to another one");
      }
      assertThat(search("100063")).hasSize(1);
      elsewhere.setSoTimeout(300);
      assertThatThrownBy(elsewhere::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  private static DirectoryAnswer ask(String entry) throws DirectoryException {
    return directory(server.url()).ask(DistinguishedName.parse(entry), NOTHING_ELSE, TRUST, NOW);
  }

  private static List<DistinguishedName> search(String serialNumber) {
    try {
      return directory(server.url())
          .search(DistinguishedName.parse(TestDirectory.SUFFIX), List.of(serialNumber));
    } catch (DirectoryException e) {
      throw new AssertionError(e);
    }
  }

  static Directory directory(URI url) {
    return new Directory(url, Duration.ofSeconds(20), Duration.ofSeconds(20));
  }
}
