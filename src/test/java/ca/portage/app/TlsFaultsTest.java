package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ca.portage.badtls.BadGate;
import ca.portage.badtls.BadGate.Tally;
import ca.portage.badtls.CredulousClient;
import ca.portage.badtls.Minted;
import ca.portage.badtls.TlsFault;
import ca.portage.badtls.TlsScripts;
import ca.portage.gateway.tls.TlsRefusal;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Attempt;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.GatewayForm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Group C of the fault catalogue, against one running product that has one message to send: each
 * server and proxy it meets gets no byte of it, each is told by an alert with its reason, and the
 * message arrives when the real gateway is there again. Submit goes straight, collect by a proxy
 * and with a client certificate that has expired.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TlsFaultsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path folder;

  private static BadGate gate;
  private static BadGate proxy;
  private static RunningHome running;
  private static Minted root;
  private static List<TlsFault> faults;

  @BeforeAll
  static void startWithAMessageToSend() throws Exception {
    gate = new BadGate();
    proxy = new BadGate();
    RunningHome home = new RunningHome(folder, GatewayForm.STRICT);
    TlsHome web = TlsHome.prepare(folder, home, gate.port(), proxy.port());
    root = web.root();
    faults = web.faults();
    running = home.start();
    running.drop("cusrep-arrival");
  }

  @AfterAll
  static void stop() throws Exception {
    running.close();
    gate.close();
    proxy.close();
  }

  static List<TlsFault> faults() {
    return faults;
  }

  @ParameterizedTest
  @MethodSource("faults")
  @Order(1)
  void noByteOfAMessageGoesTo(TlsFault fault) {
    Instant since = Instant.now();
    Tally tally = gate.play(fault.script());
    awaitAlert(since, "submit", fault.expected());
    awaitAttemptSince(since);
    assertThat(tally.connections()).isPositive();
    assertThat(tally.applicationBytes()).isZero();
  }

  @Test
  @Order(2)
  void nothingIsSentEarlyResumedOrInAnotherHttp() {
    Instant since = Instant.now();
    Tally tally = gate.play(TlsScripts.listening());
    await().atMost(PATIENCE).until(() -> tally.notes().size() >= 3);
    awaitAttemptSince(since);
    assertThat(tally.notes().subList(0, 3))
        .allSatisfy(
            hello ->
                assertThat(TlsScripts.extensions(hello))
                    .as("early data, a ticket to resume, ALPN (C11, C14)")
                    .doesNotContain(42, 41, 16)
                    .as("the name asked for, the versions, a key share")
                    .contains(0, 43, 51));
  }

  @Test
  @Order(3)
  void anExpiredCertificateOfOursIsNotWorthAMessage() throws Exception {
    Instant since = Instant.now();
    BadGate server = new BadGate();
    try (server) {
      Minted good = Minted.order("cn=x").names("127.0.0.1").by(root);
      Tally tally = server.play(TlsScripts.demanding(good, root.certificate()));
      proxy.play(proxy.proxyTo(server.port(), TlsHome.LOGIN));
      awaitAlert(since, "collect", TlsRefusal.CLIENT_CERTIFICATE);
      assertThat(tally.applicationBytes()).isZero();
    }
  }

  @Test
  @Order(4)
  void aProxyThatOpensNoTunnelIsNeverTakenForTheGateway() {
    for (String answer :
        List.of(
            "HTTP/1.1 407 who are you\r\nProxy-Authenticate: Basic realm=\"x\"\r\n\r\n",
            "HTTP/1.1 502 no way\r\nContent-Length: 5\r\n\r\nsorry",
            "HTTP/1.1 204\tno\r\n\r\n",
            "\u0016\u0003\u0001 garbage\r\n\r\n")) {
      Tally tally = proxy.play(BadGate.proxySaying(answer));
      await().atMost(PATIENCE).until(() -> tally.connections() >= 2);
      assertThat(tally.applicationBytes()).as(answer).isZero();
    }
    awaitAlert(Instant.EPOCH, "collect", TlsRefusal.PROXY);
    assertThat(texts(Instant.EPOCH)).noneMatch(text -> text.contains("polling was refused"));
  }

  @Test
  @Order(5)
  void theMessageArrivesOnceTheRealGatewayIsThereAgainAndNoAttemptBeforeWasInDoubt() {
    int port = running.gateway().submit().getPort();
    gate.play(gate.relayTo(port));
    Tally tunnels = proxy.play(proxy.proxyTo(port, TlsHome.LOGIN));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(only().state()).isEqualTo(State.DONE));
    List<Attempt> attempts = running.ledger().attempts(only().id());
    List<String> outcomes = new ArrayList<>();
    attempts.forEach(a -> outcomes.add(a.outcome().orElse("none")));
    assertThat(outcomes.remove(outcomes.size() - 1)).isEqualTo("ACCEPTED");
    assertThat(outcomes).hasSizeGreaterThan(faults.size()).containsOnly("NOT_SENT");
    assertThat(running.gateway().interchanges()).hasSize(1);
    assertThat(tunnels.notes()).allMatch(head -> head.startsWith("CONNECT 127.0.0.1:" + port));
  }

  @Test
  @Order(6)
  void otherCertificatesThatAreTrustedAreToldOnceAndDisturbNothing() throws Exception {
    Minted renewed = Minted.order("cn=renewed").names("localhost").by(root);
    Instant since = Instant.now();
    Tally tally = gate.play(TlsScripts.server(renewed));
    running.drop("cusrep-arrival");
    await().atMost(PATIENCE).until(() -> tally.applicationBytes() > 0);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(texts(since))
                    .filteredOn(t -> t.contains("other certificates than before"))
                    .singleElement()
                    .asString()
                    .contains("submit", "CN=renewed"));
  }

  @Test
  @Order(7)
  void theTicketsOfAServerThatWasBelievedAreNotUsed() throws Exception {
    Minted good = Minted.order("cn=generous").names("localhost").by(root);
    Tally generous = gate.play(TlsScripts.server(good));
    running.drop("cusrep-arrival");
    await().atMost(PATIENCE).until(() -> generous.applicationBytes() > 0);
    Tally second = gate.play(TlsScripts.listening());
    running.drop("cusrep-arrival");
    await().atMost(PATIENCE).until(() -> !second.notes().isEmpty());
    assertThat(TlsScripts.extensions(second.notes().get(0)))
        .as("early data, a pre-shared key (C11)")
        .doesNotContain(42, 41);
    try (BadGate naive = new BadGate()) {
      naive.play(TlsScripts.server(good));
      CredulousClient client = new CredulousClient();
      client.hearOut(naive.port());
      Tally again = naive.play(TlsScripts.listening());
      assertThatThrownBy(() -> client.hearOut(naive.port())).isInstanceOf(IOException.class);
      assertThat(TlsScripts.extensions(again.notes().get(0)))
          .as("control: whoever keeps tickets shows one")
          .contains(41);
    }
  }

  @Test
  @Order(8)
  void control_aClientWithoutTheseGuardsTellsThemAll() throws Exception {
    try (BadGate naive = new BadGate()) {
      for (TlsFault fault : faults.stream().filter(TlsFault::harm).toList()) {
        Tally tally = naive.play(fault.script());
        new CredulousClient().tell(naive.port());
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(tally.applicationBytes()).as("%s", fault).isPositive());
      }
    }
  }

  private static void awaitAlert(Instant since, String endpoint, TlsRefusal expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(texts(since))
                    .anyMatch(
                        text ->
                            text.startsWith("no connection to " + endpoint)
                                && text.endsWith(expected.action())));
  }

  /** An attempt that began since then is over. */
  private static void awaitAttemptSince(Instant since) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                running.ledger().attempts(only().id()).stream()
                    .anyMatch(a -> !a.started().isBefore(since) && a.ended().isPresent()));
  }

  private static List<String> texts(Instant since) {
    return running.ledger().alerts(500).stream()
        .filter(alert -> !alert.at().isBefore(since))
        .map(Alert::text)
        .toList();
  }

  private static Message only() {
    List<Message> all = running.messages(Direction.OUT, Kind.INTERCHANGE);
    return all.get(all.size() - 1);
  }
}
