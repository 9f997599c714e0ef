package ca.portage.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.badtls.BadGate;
import ca.portage.badtls.Minted;
import ca.portage.badtls.TlsScripts;
import ca.portage.config.Proxy;
import ca.portage.config.Tls;
import ca.portage.pki.ClientIdentity;
import ca.portage.pki.Trust;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A look at a server ends, whatever the server does. */
class EndpointProbeTest {
  private static final Duration SILENCE = Duration.ofMillis(500);
  private static final Duration FAR_TOO_LONG = Duration.ofSeconds(20);

  /** A handshake record of 16 KiB that never comes to its end. */
  private static final byte[] RECORD = {22, 3, 3, 0x40, 0};

  private static Minted root;
  private static Minted server;

  @BeforeAll
  static void mint() throws Exception {
    root = Minted.root("Root");
    server = Minted.order("cn=localhost").names("localhost").by(root);
  }

  @Test
  void aServerThatDripsItsHandshakeIsGivenUp() throws Exception {
    try (BadGate gate = new BadGate()) {
      BadGate.Tally tally = gate.play(TlsScripts.dripping(RECORD));

      Probe probe = look(endpoint(gate.port(), Optional.empty()));

      assertThat(probe.unreachable()).hasValueSatisfying(why -> assertThat(why).contains("1 s"));
      assertThat(tally.notes()).as("it was never silent for long").hasSizeGreaterThan(5);
    }
  }

  @Test
  void aProxyThatDripsItsAnswerIsGivenUp() throws Exception {
    byte[] answer = "HTTP/1.1 200 Established\r\n".getBytes(StandardCharsets.US_ASCII);
    try (BadGate gate = new BadGate()) {
      gate.play(TlsScripts.dripping(answer));
      Proxy proxy = new Proxy("localhost", gate.port(), Optional.empty(), List.of());

      Probe probe = look(endpoint(1, Optional.of(proxy)));

      assertThat(probe.unreachable()).isPresent();
    }
  }

  @Test
  void aServerThatDripsTheTimeIsShownWithoutIt() throws Exception {
    try (BadGate gate = new BadGate()) {
      gate.play(TlsScripts.drippingAnswer(server));

      Probe probe = look(endpoint(gate.port(), Optional.empty()));

      assertThat(probe.usable()).isTrue();
      assertThat(probe.sight()).isPresent();
      assertThat(probe.clockAhead()).isEmpty();
    }
  }

  /** The server would refuse it only after the message had left (RFC 8446 §4.4.2.4). */
  @Test
  void aCertificateOfOursThatIsNotValidYetIsNotShown() throws Exception {
    Minted early =
        Minted.order("cn=broker").valid(Duration.ofDays(1), Duration.ofDays(90)).by(root);
    try (BadGate gate = new BadGate()) {
      gate.play(TlsScripts.demanding(server, root.certificate()));

      Probe probe =
          look(
              endpoint(
                  gate.port(),
                  Optional.of(new ClientIdentity(early.key(), early.chain())),
                  Optional.empty()));

      assertThat(probe.refusals())
          .singleElement()
          .satisfies(refusal -> assertThat(refusal).hasMessageContaining("is not valid before"));
    }
  }

  private static Probe look(Endpoint endpoint) {
    long begin = System.nanoTime();
    Probe probe = new EndpointProbe(Clock.systemUTC(), Map.of(), SILENCE).look(endpoint);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(FAR_TOO_LONG);
    return probe;
  }

  private static Endpoint endpoint(int port, Optional<Proxy> proxy) {
    return endpoint(port, Optional.empty(), proxy);
  }

  private static Endpoint endpoint(
      int port, Optional<ClientIdentity> client, Optional<Proxy> proxy) {
    Trust trust = Trust.of(root.certificate());
    return new Endpoint(
        "submit",
        URI.create("https://localhost:" + port + "/Put0"),
        new Tls(List.of("TLSv1.3"), List.of(), List.of(), 2048),
        Duration.ofSeconds(2),
        "localhost",
        () -> trust,
        path -> {},
        List.of(),
        client,
        proxy);
  }
}
