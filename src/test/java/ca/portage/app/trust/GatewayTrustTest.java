package ca.portage.app.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ca.portage.cms.CmsException;
import ca.portage.cms.CmsException.Reason;
import ca.portage.ledger.Audit;
import ca.portage.ledger.HandClock;
import ca.portage.pki.DirectoryAuthority;
import ca.portage.pki.PkiException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pinning by certificate and by name, environments, and a trust folder that changes. */
class GatewayTrustTest {
  private static final Instant START = new HandClock().instant();
  private static final DirectoryAuthority CA = DirectoryAuthority.root("ou=CA,o=GC,c=CA", START);
  private static final DirectoryAuthority NEXT =
      DirectoryAuthority.root("ou=Next CA,o=GC,c=CA", START);
  private static final String BY_NAME =
      "  encryption: config/keys/gateway-encryption.pem\n  signer: \"%s\"\n";

  @TempDir Path folder;
  private TrustHome home;

  @BeforeEach
  void make() throws Exception {
    home = new TrustHome(folder, CA);
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void anAuthorityThatWasPutThereIsBelievedWithoutARestart() throws Exception {
    GatewayTrust trust = byName(TrustHome.GATEWAY);
    X509Certificate renewed =
        NEXT.signer(TrustHome.GATEWAY, home.now(), home.now().plus(TrustHome.YEAR));
    assertThat(reason(trust, renewed)).isEqualTo(Reason.SIGNER_UNTRUSTED);
    home.authority("next.pem", NEXT.certificate());
    home.looks();
    assertThat(trust.check(renewed, List.of(), Optional.empty()).path())
        .containsExactly(renewed, NEXT.certificate());
    assertThat(home.ledger.audits("cig"))
        .extracting(Audit::action, Audit::result)
        .containsExactly(tuple("reload trust", "in use"));
  }

  @Test
  void aBrokenFileLeavesTheFormerSetInUseAndIsTold() throws Exception {
    GatewayTrust trust = home.open("");
    Files.writeString(home.trustFolder().resolve("ca.pem"), "half a certif");
    home.looks();
    home.looks();
    assertThatCode(() -> trust.check(home.signer, List.of(), Optional.empty()))
        .doesNotThrowAnyException();
    assertThat(trust.recipient()).isEqualTo(home.recipient);
    assertThat(home.alerts())
        .filteredOn(text -> text.contains("were not taken"))
        .singleElement()
        .asString()
        .contains("the former ones stay in use", "ca.pem");
    assertThat(home.ledger.audits("cig")).isEmpty();
  }

  @Test
  void anAuthorityThatWasTakenAwayIsBelievedNoMore() throws Exception {
    home.authority("next.pem", NEXT.certificate());
    GatewayTrust trust = home.open("");
    Files.delete(home.trustFolder().resolve("ca.pem"));
    home.looks();
    assertThat(reason(trust, home.signer)).isEqualTo(Reason.SIGNER_UNTRUSTED);
  }

  @Test
  void aNewCertificateToEncryptToIsUsedAsSoonAsItIsThere() throws Exception {
    GatewayTrust trust = home.open("");
    X509Certificate next =
        CA.recipient(TrustHome.GATEWAY, home.now(), home.now().plus(TrustHome.YEAR));
    X509Certificate later =
        CA.recipient(
            TrustHome.GATEWAY,
            home.now().plus(Duration.ofDays(2)),
            home.now().plus(TrustHome.YEAR));
    home.encryption(home.recipient, next, later);
    home.looks();
    assertThat(trust.recipient()).isEqualTo(next);
    home.clock.advance(Duration.ofDays(3));
    assertThat(trust.recipient()).isEqualTo(later);
  }

  @Test
  void aSignerPinnedByCertificateIsThatOneOnly() throws Exception {
    GatewayTrust trust = home.open("");
    assertThat(trust.expects(home.signer)).isTrue();
    assertThat(trust.expects(CA.signer(TrustHome.GATEWAY, home.now(), home.now()))).isFalse();
    assertThat(trust.signers()).containsExactly(home.signer);
  }

  @Test
  void aSignerPinnedByNameIsWhoeverHasACertificateOfThatName() throws Exception {
    GatewayTrust trust =
        byName("SERIALNUMBER=100063+CN=ops ccra-adrc gw,ou=EQUIP,ou=EXTERN,ou=CCRA-ADRC,o=GC,c=CA");
    X509Certificate renewed =
        CA.signer(TrustHome.GATEWAY, home.now(), home.now().plus(TrustHome.YEAR));
    assertThat(trust.expects(renewed)).isTrue();
    assertThatCode(() -> trust.check(renewed, List.of(), Optional.empty()))
        .doesNotThrowAnyException();
    assertThat(trust.expects(named("cn=Other,ou=EQUIP,ou=EXTERN,ou=CCRA-ADRC,o=GC,c=CA")))
        .isFalse();
    assertThat(trust.expects(named(TrustHome.GATEWAY.replace("CCRA-ADRC,o", "CCRA-DRC,o"))))
        .isFalse();
    assertThat(trust.expects(named(TrustHome.GATEWAY.replace("+serialNumber", ",serialNumber"))))
        .isFalse();
  }

  @Test
  void bothSpellingsOfTheNameCanBeGiven() throws Exception {
    String other = TrustHome.GATEWAY.replace("CCRA-ADRC,o", "CCRA-DRC,o");
    GatewayTrust trust =
        home.open(
            "OPS",
            "  encryption: config/keys/gateway-encryption.pem\n  signer: [\"%s\", \"%s\"]\n"
                .formatted(TrustHome.GATEWAY, other),
            "");
    assertThat(trust.expects(named(other))).isTrue();
    assertThat(trust.expects(named(TrustHome.GATEWAY))).isTrue();
  }

  @Test
  void aNameWithoutAPathIsNotBelieved() throws Exception {
    GatewayTrust trust = byName(TrustHome.GATEWAY);
    X509Certificate forged =
        NEXT.signer(TrustHome.GATEWAY, home.now(), home.now().plus(TrustHome.YEAR));
    assertThat(trust.expects(forged)).isTrue();
    assertThat(reason(trust, forged)).isEqualTo(Reason.SIGNER_UNTRUSTED);
  }

  @Test
  void theProductionCertificateIsRefusedInATestChannelAndTakenInProduction() throws Exception {
    X509Certificate production =
        CA.recipient(TrustHome.PRODUCTION, home.now(), home.now().plus(TrustHome.YEAR));
    home.encryption(production);
    home.signing(CA.signer(TrustHome.PRODUCTION, home.now(), home.now().plus(TrustHome.YEAR)));
    for (String environment : List.of("OPS", "RTR1")) {
      assertThatThrownBy(() -> open(environment))
          .isInstanceOf(PkiException.class)
          .hasMessageContaining("is the gateway's of PROD, but channel cig is " + environment)
          .hasMessageContaining("Nothing was sent");
    }
    assertThat(open("PROD").recipient()).isEqualTo(production);
  }

  @Test
  void theProductionCertificatePutThereLaterIsRefusedToo() throws Exception {
    GatewayTrust trust = home.open("");
    home.encryption(
        CA.recipient(TrustHome.PRODUCTION, home.now(), home.now().plus(TrustHome.YEAR)));
    home.looks();
    assertThat(trust.recipient()).isEqualTo(home.recipient);
    assertThat(home.alerts()).anyMatch(text -> text.contains("the gateway's of PROD"));
  }

  private GatewayTrust byName(String name) throws Exception {
    return home.open("OPS", BY_NAME.formatted(name), "");
  }

  private GatewayTrust open(String environment) throws Exception {
    return home.open(
        environment,
        "  encryption: config/keys/gateway-encryption.pem\n"
            + "  signing: config/keys/gateway-signing.pem\n",
        "");
  }

  private X509Certificate named(String name) {
    return CA.signer(name, home.now(), home.now().plus(TrustHome.YEAR));
  }

  static Reason reason(GatewayTrust trust, X509Certificate signer) {
    try {
      trust.check(signer, List.of(), Optional.empty());
      throw new AssertionError("believed");
    } catch (CmsException e) {
      return e.reason();
    }
  }
}
