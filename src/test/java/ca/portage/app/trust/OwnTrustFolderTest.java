package ca.portage.app.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.config.Channel;
import ca.portage.gateway.tls.Endpoints;
import ca.portage.ledger.HandClock;
import ca.portage.pki.DirectoryAuthority;
import ca.portage.pki.RevocationCheck;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.UntrustedException;
import ca.portage.pki.UntrustedException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A web server that a folder of its own vouches for ({@code tls.trust}), and the channel's rule.
 */
class OwnTrustFolderTest {
  private static final Instant START = new HandClock().instant();
  private static final Duration WEEK = Duration.ofDays(7);
  private static final DirectoryAuthority CA = DirectoryAuthority.root("ou=CA,o=GC,c=CA", START);
  private static final DirectoryAuthority WEB = DirectoryAuthority.root("cn=Web,c=CA", START);
  private static final X509Certificate SERVER =
      WEB.signer("cn=www,c=CA", START, START.plus(TrustHome.YEAR));
  private static final List<X509Certificate> PATH = List.of(SERVER, WEB.certificate());

  @TempDir Path folder;
  private TrustHome home;
  private Path web;

  @BeforeEach
  void make() throws Exception {
    home = new TrustHome(folder, CA);
    web = Files.createDirectory(folder.resolve("config/keys/web"));
    TestAuthority.writePem(web.resolve("web.pem"), WEB.certificate());
  }

  @AfterEach
  void close() {
    home.close();
  }

  private RevocationCheck service(String mode) throws Exception {
    GatewayTrust trust = home.open(lines(mode));
    Channel channel = home.channel();
    return Endpoints.of(channel, home.profile(), trust::trust, trust, Map.of())
        .submit()
        .revocation();
  }

  private static String lines(String mode) {
    return "tls:\n  trust: config/keys/web\nrevocation: {mode: %s, grace: 2d}\n".formatted(mode);
  }

  private RevocationCheck command() throws Exception {
    TrustAtRest trust = TrustAtRest.read(home.home(), home.channel(), home.clock);
    return Endpoints.of(home.channel(), home.profile(), trust::trust, trust, Map.of())
        .submit()
        .revocation();
  }

  private void list() throws Exception {
    Files.write(web.resolve("web.crl"), WEB.list(START, START.plus(WEEK)).getEncoded());
  }

  @Test
  void withoutAnyListInItNoneIsMissed() throws Exception {
    RevocationCheck check = service("hard");
    home.clock.advance(WEEK.multipliedBy(9));
    assertThatCode(() -> check.require(PATH)).doesNotThrowAnyException();
    assertThatCode(() -> command().require(PATH)).doesNotThrowAnyException();
  }

  @Test
  void withOneInItTheRuleCountsOnceTheListHasEndedAndTheGraceIsOver() throws Exception {
    list();
    RevocationCheck check = service("hard");
    home.clock.advance(WEEK.plusDays(1));
    assertThatCode(() -> check.require(PATH)).doesNotThrowAnyException();
    home.clock.advance(Duration.ofDays(2));
    for (RevocationCheck each : List.of(check, command())) {
      assertThatThrownBy(() -> each.require(PATH))
          .isInstanceOfSatisfying(
              UntrustedException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.STATUS_UNKNOWN));
    }
  }

  @Test
  void aSoftRuleIsSoftThereToo() throws Exception {
    list();
    RevocationCheck check = service("soft");
    home.clock.advance(WEEK.multipliedBy(9));
    assertThatCode(() -> check.require(PATH)).doesNotThrowAnyException();
    assertThatCode(() -> command().require(PATH)).doesNotThrowAnyException();
  }
}
