package ca.portage.app.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.cms.CmsException.Reason;
import ca.portage.ledger.HandClock;
import ca.portage.pki.DirectoryAuthority;
import ca.portage.pki.UntrustedException;
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

/** Revocation lists that are missing or out of date: hard, soft, and the grace before. */
class RevocationModeTest {
  private static final Instant START = new HandClock().instant();
  private static final DirectoryAuthority CA = DirectoryAuthority.root("ou=CA,o=GC,c=CA", START);
  private static final Duration DAY = Duration.ofDays(1);
  private static final String SOFT = "revocation: {mode: soft}\n";

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
  void withoutAnyListItGoesOnForTheGraceAndThenHoldsAndEncryptsToNobody() throws Exception {
    GatewayTrust trust = home.open("");
    home.looks();
    home.clock.advance(DAY.multipliedBy(13));
    home.looks();
    assertThatCode(() -> trust.check(home.signer, List.of(), Optional.empty()))
        .doesNotThrowAnyException();
    assertThat(trust.recipient()).isEqualTo(home.recipient);
    assertThat(home.alerts())
        .singleElement()
        .asString()
        .contains("there is no revocation list of OU=CA", "Messages go on until 2026-03-15T12:00");
    home.clock.advance(DAY.multipliedBy(2));
    home.looks();
    assertThat(GatewayTrustTest.reason(trust, home.signer)).isEqualTo(Reason.SIGNER_STATUS_UNKNOWN);
    assertThatThrownBy(trust::recipient)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nothing is encrypted to the gateway")
        .hasMessageContaining("there is no revocation list");
    assertThat(home.alerts()).hasSize(2).last().asString().contains("what it signed is held");
  }

  @Test
  void severalCertificatesThatWaitForOneListAreOneAlert() throws Exception {
    X509Certificate other =
        CA.recipient("cn=Another Name,c=CA", home.now(), home.now().plus(TrustHome.YEAR));
    home.encryption(home.recipient, other);
    home.open("");
    for (int minutes = 0; minutes < 5; minutes++) {
      home.looks();
      home.clock.advance(Duration.ofMinutes(2));
    }
    assertThat(home.alerts()).hasSize(1);
  }

  @Test
  void whatWasToldIsNotToldAgainAfterARestartAndIsOnceItWasMended() throws Exception {
    for (int restarts = 0; restarts < 4; restarts++) {
      home.open("");
      home.looks();
      home.clock.advance(Duration.ofMinutes(5));
    }
    assertThat(home.alerts()).hasSize(1);
    home.list(CA.list(home.now(), home.now().plus(DAY)));
    home.looks();
    home.clock.advance(DAY.multipliedBy(2));
    home.looks();
    assertThat(home.alerts()).hasSize(2);
  }

  @Test
  void aListPutIntoTheFolderMendsItAtOnce() throws Exception {
    GatewayTrust trust = home.open("revocation: {grace: 0s}\n");
    assertThat(GatewayTrustTest.reason(trust, home.signer)).isEqualTo(Reason.SIGNER_STATUS_UNKNOWN);
    home.list(CA.list(home.now(), home.now().plus(DAY)));
    home.looks();
    assertThatCode(() -> trust.check(home.signer, List.of(), Optional.empty()))
        .doesNotThrowAnyException();
    assertThat(trust.recipient()).isEqualTo(home.recipient);
    assertThat(trust.check(home.signer, List.of(), Optional.empty()).revocationLists()).hasSize(1);
  }

  @Test
  void aRestartDoesNotBeginTheGraceAnew() throws Exception {
    home.open("").look();
    home.clock.advance(DAY.multipliedBy(10));
    home.open("").look();
    home.clock.advance(DAY.multipliedBy(5));
    assertThat(GatewayTrustTest.reason(home.open(""), home.signer))
        .isEqualTo(Reason.SIGNER_STATUS_UNKNOWN);
  }

  @Test
  void aListThatEndedCountsForTheGraceFromItsEnd() throws Exception {
    home.list(CA.list(home.now(), home.now().plus(DAY)));
    GatewayTrust trust = home.open("");
    home.clock.advance(DAY.multipliedBy(14));
    assertThatCode(() -> trust.check(home.signer, List.of(), Optional.empty()))
        .doesNotThrowAnyException();
    home.clock.advance(DAY.plusSeconds(1));
    assertThat(GatewayTrustTest.reason(trust, home.signer)).isEqualTo(Reason.SIGNER_STATUS_UNKNOWN);
  }

  @Test
  void softGoesOnForEverAndTellsOfAListThatEndedOnce() throws Exception {
    home.list(CA.list(home.now(), home.now().plus(DAY)));
    GatewayTrust trust = home.open(SOFT);
    home.clock.advance(DAY.multipliedBy(300));
    home.looks();
    home.looks();
    assertThatCode(() -> trust.check(home.signer, List.of(), Optional.empty()))
        .doesNotThrowAnyException();
    assertThat(trust.recipient()).isEqualTo(home.recipient);
    assertThat(home.alerts())
        .singleElement()
        .asString()
        .contains("ended on", "revocation.mode is soft");
  }

  @Test
  void whoChoseSoftAndHasNoListsIsNotToldOfIt() throws Exception {
    home.open(SOFT);
    home.looks();
    assertThat(home.alerts()).isEmpty();
  }

  @Test
  void aRevokedSignerOrRecipientIsRefusedInEitherMode() throws Exception {
    home.list(CA.list(home.now(), home.now().plus(DAY), home.signer, home.recipient));
    for (String mode : List.of("", SOFT)) {
      GatewayTrust trust = home.open(mode);
      assertThat(GatewayTrustTest.reason(trust, home.signer)).isEqualTo(Reason.SIGNER_REVOKED);
      assertThatThrownBy(trust::recipient).hasMessageContaining("was revoked by its authority");
    }
  }

  @Test
  void whenTheNewestRecipientIsRevokedTheOneBeforeIsUsed() throws Exception {
    X509Certificate newer =
        CA.recipient(TrustHome.GATEWAY, home.now(), home.now().plus(TrustHome.YEAR));
    home.encryption(home.recipient, newer);
    home.list(CA.list(home.now(), home.now().plus(DAY), newer));
    assertThat(home.open("").recipient()).isEqualTo(home.recipient);
  }

  @Test
  void aServerThatNoListTellsOfIsToldBeforeItIsRefused() throws Exception {
    DirectoryAuthority other = DirectoryAuthority.root("ou=Web CA,o=GC,c=CA", START);
    X509Certificate web =
        other.signer("cn=gateway.example", home.now(), home.now().plus(TrustHome.YEAR));
    home.authority("web.pem", other.certificate());
    home.list(CA.list(home.now(), home.now().plus(TrustHome.YEAR)));
    GatewayTrust trust = home.open("");
    trust.look();
    assertThat(home.alerts()).isEmpty();
    trust.require(List.of(web, other.certificate()));
    home.clock.advance(DAY);
    trust.look();
    assertThat(home.alerts())
        .singleElement()
        .asString()
        .contains("there is no revocation list of OU=Web CA", "Messages go on until");
    home.clock.advance(DAY.multipliedBy(14));
    assertThatThrownBy(() -> trust.require(List.of(web, other.certificate())))
        .hasMessageContaining("the grace for that ended");
  }

  @Test
  void othersMayAskForAPathThatTheyValidatedThemselves() throws Exception {
    home.list(CA.list(home.now(), home.now().plus(DAY), home.signer));
    GatewayTrust trust = home.open("");
    trust.require(List.of(home.recipient, CA.certificate()));
    assertThatThrownBy(() -> trust.require(List.of(home.signer, CA.certificate())))
        .isInstanceOfSatisfying(
            UntrustedException.class,
            e -> assertThat(e.reason()).isEqualTo(UntrustedException.Reason.REVOKED));
  }
}
