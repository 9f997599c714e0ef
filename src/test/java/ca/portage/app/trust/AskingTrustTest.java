package ca.portage.app.trust;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.cms.CmsException.Reason;
import ca.portage.ledger.HandClock;
import ca.portage.pki.DirectoryAuthority;
import ca.portage.pki.ldap.MemoryDirectory;
import ca.portage.pki.ldap.TestDirectory;
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

/** A signer below an authority that only the directory holds, while that is slow or away. */
class AskingTrustTest {
  private static final Instant START = new HandClock().instant();
  private static final String ROOT_NAME = "ou=CA,o=GC,c=CA";
  private static final String BELOW_NAME = "ou=Issuing CA,o=GC,c=CA";
  private static final DirectoryAuthority ROOT = DirectoryAuthority.root(ROOT_NAME, START);
  private static final DirectoryAuthority BELOW = ROOT.below(BELOW_NAME, START);
  private static final X509Certificate SIGNER =
      BELOW.signer(TrustHome.GATEWAY, START, START.plus(TrustHome.YEAR));

  @TempDir Path folder;
  private TestDirectory server;
  private TrustHome home;

  @BeforeEach
  void make() throws Exception {
    server = MemoryDirectory.start();
    home = new TrustHome(folder, ROOT);
    server.unit(ROOT_NAME, ROOT.certificate());
    server.unit(BELOW_NAME, BELOW.certificate());
    for (String unit :
        List.of("ou=CCRA-ADRC", "ou=EXTERN,ou=CCRA-ADRC", "ou=EQUIP,ou=EXTERN,ou=CCRA-ADRC")) {
      server.unit(unit + ",o=GC,c=CA");
    }
    server.device(TrustHome.GATEWAY, "Ops CCRA-ADRC GW", "100063");
  }

  @AfterEach
  void close() {
    server.close();
    home.close();
  }

  private GatewayTrust open() throws Exception {
    return home.open(
        "OPS",
        "  encryption: config/keys/gateway-encryption.pem\n  signer: \"%s\"\n"
            .formatted(TrustHome.GATEWAY),
        "directory:\n  url: %s\n  entry: \"%s\"\n".formatted(server.url(), TrustHome.GATEWAY));
  }

  private static List<X509Certificate> path(GatewayTrust trust) throws Exception {
    return trust.check(SIGNER, List.of(), Optional.empty()).path();
  }

  @Test
  void theAuthorityBetweenIsAskedForWhenTheSignerComes() throws Exception {
    GatewayTrust trust = open();
    trust.look();
    assertThat(path(trust)).containsExactly(SIGNER, BELOW.certificate(), ROOT.certificate());
  }

  @Test
  void anAnswerWithoutItTakesNothingAway() throws Exception {
    GatewayTrust trust = open();
    assertThat(path(trust)).hasSize(3);
    server.delete(BELOW_NAME);
    home.clock.advance(Duration.ofHours(13));
    trust.look();
    assertThat(path(trust)).hasSize(3);
    assertThat(path(open())).as("after a restart").hasSize(3);
  }

  @Test
  void whileTheDirectoryIsAwayTheMessageIsNotAtFault() throws Exception {
    GatewayTrust trust = open();
    server.close();
    assertThat(GatewayTrustTest.reason(trust, SIGNER)).isEqualTo(Reason.SIGNER_STATUS_UNKNOWN);
    assertThat(GatewayTrustTest.reason(trust, SIGNER))
        .as("nor when it is tried again at once")
        .isEqualTo(Reason.SIGNER_STATUS_UNKNOWN);
  }

  @Test
  void aDirectoryThatToldAllAndHasNoPathLeavesTheSignerUntrusted() throws Exception {
    server.delete(BELOW_NAME);
    GatewayTrust trust = open();
    assertThat(GatewayTrustTest.reason(trust, SIGNER)).isEqualTo(Reason.SIGNER_UNTRUSTED);
  }
}
