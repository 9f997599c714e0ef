package ca.portage.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.badtls.Minted;
import ca.portage.config.Tls;
import ca.portage.ledger.HandClock;
import ca.portage.pki.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which certificates of a server count as in use, when several take turns and when one is renewed.
 */
class KnownChainsTest {
  @TempDir Path folder;

  private final HandClock clock = new HandClock();
  private final List<String> told = new ArrayList<>();
  private Minted first;
  private Minted second;
  private Endpoint endpoint;

  @BeforeEach
  void mint() throws Exception {
    first = Minted.order("cn=first").selfSigned();
    second = Minted.order("cn=second").selfSigned();
    Trust trust = Trust.of(Minted.root("Root").certificate());
    endpoint =
        new Endpoint(
            "submit",
            URI.create("https://gateway.example/Put0"),
            new Tls(List.of("TLSv1.3"), List.of(), List.of(), 2048),
            Duration.ofSeconds(2),
            "gateway.example",
            () -> trust,
            path -> {},
            List.of(),
            Optional.empty(),
            Optional.empty());
  }

  @Test
  void serversThatTakeTurnsAreAllInUseHoweverLongAgoTheyWereNew() throws Exception {
    for (int hour = 0; hour < 48; hour++) {
      saw(hour % 2 == 0 ? first : second);
      clock.advance(Duration.ofHours(1));
    }
    assertThat(lately()).containsExactlyInAnyOrder(first.certificate(), second.certificate());
    assertThat(told).hasSize(1);
  }

  @Test
  void oneThatWasReplacedIsInUseNoMoreAndItsReturnIsNoNews() throws Exception {
    saw(first);
    clock.advance(Duration.ofDays(3));
    saw(second);
    assertThat(lately()).containsExactly(second.certificate());
    clock.advance(Duration.ofDays(3));
    saw(first);
    assertThat(lately()).containsExactly(first.certificate());
    assertThat(told).hasSize(1);
  }

  @Test
  void whatNobodyHasShownForMoreThanAYearIsForgotten() throws Exception {
    saw(first);
    clock.advance(Duration.ofDays(401));
    saw(second);
    saw(first);
    assertThat(told).hasSize(2);
  }

  @Test
  void ofAnEndpointThatWasNeverReachedNothingIsKnown() {
    assertThat(lately()).isEmpty();
  }

  @Test
  void theAuthoritiesBetweenAServerAndItsRootAreKnownToo() throws Exception {
    Minted root = Minted.root("Root");
    Minted between = Minted.order("cn=between").authority().by(root);
    Minted server = Minted.order("cn=server").by(between);
    saw(server);
    assertThat(lately()).containsExactly(server.certificate());
    assertThat(new KnownChains(folder.resolve("tls"), clock).between("cig", endpoint))
        .contains(between.certificate())
        .doesNotContain(server.certificate());
  }

  private void saw(Minted server) throws IOException {
    new KnownChains(folder.resolve("tls"), clock).saw("cig", endpoint, server.chain(), told::add);
  }

  private List<X509Certificate> lately() {
    return new KnownChains(folder.resolve("tls"), clock).lately("cig", endpoint);
  }
}
