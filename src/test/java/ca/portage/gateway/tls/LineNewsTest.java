package ca.portage.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.badtls.Minted;
import ca.portage.config.Tls;
import ca.portage.ledger.HandClock;
import ca.portage.pki.Trust;
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

class LineNewsTest {
  @TempDir Path folder;

  private final HandClock clock = new HandClock();
  private final List<String> told = new ArrayList<>();
  private Endpoint endpoint;
  private LineNews news;

  @BeforeEach
  void begin() throws Exception {
    endpoint = endpoint();
    news = restarted();
  }

  @Test
  void aRefusalIsToldWhenItBeginsWhenItsReasonChangesAndAfterItWasGone() throws Exception {
    refused(TlsRefusal.EXPIRED, TlsRefusal.EXPIRED, TlsRefusal.NAME, TlsRefusal.NAME);
    assertThat(told).hasSize(2);
    assertThat(told.get(0))
        .startsWith("no connection to submit (https://gateway.example/Put0): it is so.")
        .contains("Nothing was sent")
        .endsWith(TlsRefusal.EXPIRED.action());
    reached(Minted.order("cn=a").selfSigned());
    clock.advance(Duration.ofMinutes(61));
    refused(TlsRefusal.NAME);
    assertThat(told).hasSize(3);
  }

  @Test
  void ofServersThatTakeTurnsTheWrongOneIsToldOnce() throws Exception {
    Minted right = Minted.order("cn=a").selfSigned();
    for (int minute = 0; minute < 300; minute++) {
      reached(right);
      refused(minute % 2 == 0 ? TlsRefusal.NAME : TlsRefusal.EXPIRED);
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(told).hasSize(2);
  }

  @Test
  void otherCertificatesAreToldOnceEvenIfTheServerAlternatesAndWeRestart() throws Exception {
    Minted first = Minted.order("cn=first").selfSigned();
    Minted second = Minted.order("cn=second").selfSigned();
    reached(first, first);
    assertThat(told).as("there was nothing to compare it with").isEmpty();
    reached(second, first, second);
    assertThat(told).singleElement().asString().contains("CN=second", "they are trusted");
    news = restarted();
    reached(second, first);
    assertThat(told).hasSize(1);
  }

  @Test
  void whatCannotBeToldNowIsToldWithTheNextAttempt() {
    LineNews deaf =
        new LineNews(
            "cig",
            new KnownChains(folder, clock),
            text -> {
              told.add(text);
              throw new IllegalStateException("the ledger is busy");
            },
            clock);
    TlsRefusedException refusal = new TlsRefusedException(TlsRefusal.NAME, "it is so");
    deaf.refused(endpoint, refusal);
    deaf.refused(endpoint, refusal);
    assertThat(told).hasSize(2);
  }

  private LineNews restarted() {
    return new LineNews("cig", new KnownChains(folder.resolve("tls"), clock), told::add, clock);
  }

  private void refused(TlsRefusal... refusals) {
    for (TlsRefusal each : refusals) {
      news.refused(endpoint, new TlsRefusedException(each, "it is so"));
    }
  }

  private void reached(Minted... servers) {
    for (Minted each : servers) {
      news.reached(endpoint, new Secured(null, "TLSv1.3", "any", each.chain(), each.chain()));
    }
  }

  private static Endpoint endpoint() throws Exception {
    X509Certificate anchor = Minted.root("Root").certificate();
    Trust trust = Trust.of(anchor);
    return new Endpoint(
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
}
