package ca.portage.pki.cmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.pki.PkiException;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.Trust;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same renewal against somebody else's CMP: openssl's mock server over HTTP. */
class OpenSslCmpTest {
  @TempDir Path folder;

  private TestCa ca;
  private KeyPair own;
  private KeyPair fresh;
  private X509Certificate old;
  private Renewal renewal;

  @BeforeEach
  void found() throws Exception {
    ca = new TestCa("OU=CA,O=GC,C=CA");
    own = TestCa.pair();
    fresh = TestCa.pair();
    old = ca.issue(Renewal.CLIENT, own.getPublic(), Duration.ofDays(20));
    renewal = new Renewal(own, old, fresh);
    TestAuthority.writePem(folder.resolve("ca.pem"), ca.certificate);
    // The mock server of openssl 3.0 takes the certificate it issues for the one that is renewed.
    ca.serial = Optional.of(old.getSerialNumber());
    TestAuthority.writePem(
        folder.resolve("new.pem"),
        ca.issue(Renewal.CLIENT, fresh.getPublic(), Duration.ofDays(730)));
  }

  private List<X509Certificate> renew(OpenSslCa server) throws PkiException {
    CmpHttp http =
        new CmpHttp(
            URI.create("http://127.0.0.1:" + server.port() + "/pkix/"),
            Duration.ofSeconds(60),
            Optional.empty());
    return renewal.with(http, ca.name, Trust.of(ca.certificate));
  }

  @Test
  void opensslIssuesAndConfirms() throws Exception {
    try (OpenSslCa server = OpenSslCa.start(folder, ca)) {
      List<X509Certificate> chain = renew(server);

      assertThat(chain.get(0).getPublicKey()).isEqualTo(fresh.getPublic());
      assertThat(renewal.kept).hasSize(2);
      assertThat(server.log()).contains("KUR").contains("CERTCONF").contains("PKICONF");
    }
  }

  @Test
  void opensslAsksForPatienceAndGetsIt() throws Exception {
    try (OpenSslCa server = OpenSslCa.start(folder, ca, "-poll_count", "2", "-check_after", "5")) {
      assertThat(renew(server)).isNotEmpty();
    }
    assertThat(renewal.waited).isNotEmpty().containsOnly(Duration.ofSeconds(5));
  }

  @Test
  void opensslRefusesAndItsReasonIsTold() throws Exception {
    try (OpenSslCa server =
        OpenSslCa.start(
            folder, ca, "-pkistatus", "2", "-failure", "15", "-statusstring", "not before June")) {
      assertThatThrownBy(() -> renew(server))
          .hasMessageContaining("unacceptedPolicy")
          .hasMessageContaining("not before June");
    }
    assertThat(renewal.kept).containsExactly("made");
  }

  @Test
  void anUnprotectedAnswerOfOpensslIsNotUsed() throws Exception {
    try (OpenSslCa server = OpenSslCa.start(folder, ca, "-send_unprotected")) {
      assertThatThrownBy(() -> renew(server)).hasMessageContaining("not protected");
    }
    assertThat(renewal.kept).containsExactly("made");
  }

  @Test
  void opensslDoesNotBelieveAStranger() throws Exception {
    TestCa other = new TestCa("OU=Other,C=CA");
    old = other.issue(Renewal.CLIENT, own.getPublic(), Duration.ofDays(20));
    renewal = new Renewal(own, old, fresh);
    try (OpenSslCa server = OpenSslCa.start(folder, ca)) {
      assertThatThrownBy(() -> renew(server)).hasMessageContaining("refuses");
    }
  }
}
