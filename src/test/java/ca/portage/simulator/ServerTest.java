package ca.portage.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.content.Content;
import ca.portage.simulator.http.TlsIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gateway as a server of HTTP and TLS. */
class ServerTest {
  private static final Content PART = TestBroker.part("application/edi-consent", "OPAQUE");

  @TempDir Path folder;

  @Test
  void aClientOfTls12IsRefusedBeforeAnyHttp() throws Exception {
    try (Simulator gateway = TestGateway.start(folder, GatewayForm.STRICT)) {
      RawClient client = new RawClient(folder);
      try (SSLSocket socket = client.connect(gateway.submit(), "TLSv1.2")) {
        assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
      }
      Awaitility.await().until(() -> gateway.refusedHandshakes() == 1);
      assertThat(gateway.seen()).isEmpty();
    }
  }

  @Test
  void protocolsAndSuitesAreThoseOfItsSettings() throws Exception {
    SimulatorSettings base = TestGateway.settings(folder, GatewayForm.STRICT, Clock.systemUTC());
    TlsIdentity old =
        new TlsIdentity(
            Party.TLS.key(),
            List.of(Party.TLS.certificate()),
            List.of("TLSv1.2"),
            List.of("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"));
    try (Simulator gateway = Simulator.start(with(base, old));
        SSLSocket socket = new RawClient(folder).connect(gateway.submit())) {
      socket.startHandshake();

      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
      assertThat(socket.getSession().getCipherSuite())
          .isEqualTo("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
    }
  }

  @Test
  void aProtocolThatJavaDoesNotSpeakIsRefusedAtStart() {
    SimulatorSettings base = TestGateway.settings(folder, GatewayForm.STRICT, Clock.systemUTC());
    TlsIdentity none =
        new TlsIdentity(
            Party.TLS.key(), List.of(Party.TLS.certificate()), List.of("TLSv9"), List.of());

    assertThatThrownBy(() -> Simulator.start(with(base, none)))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("TLSv9");
  }

  @Test
  void aTakenPortIsSaidAtStart() throws Exception {
    SimulatorSettings settings =
        TestGateway.settings(folder, GatewayForm.STRICT, Clock.systemUTC());
    try (Simulator gateway = Simulator.start(settings)) {
      int port = gateway.submit().getPort();
      assertThatThrownBy(
              () ->
                  Simulator.start(
                      settings.at(new InetSocketAddress(settings.bind().getAddress(), port))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(Integer.toString(port));
    }
  }

  @ParameterizedTest
  @EnumSource(GatewayForm.class)
  void theClientOfTheJdkCanReadEitherForm(GatewayForm form) throws Exception {
    try (Simulator gateway = TestGateway.start(folder, form);
        TestBroker broker = new TestBroker(gateway, form, folder)) {
      gateway.offer(TestGateway.BROKER, TestBroker.text("TEST"), "application/edi-consent");
      HttpClient client =
          HttpClient.newBuilder()
              .sslContext(broker.http.tls())
              .version(HttpClient.Version.HTTP_1_1)
              .build();
      HttpRequest.Builder request = HttpRequest.newBuilder(gateway.collect());
      byte[] body =
          broker.sealed(TestBroker.part("application/edi-consent", "TEST")).toBytes(1 << 20);
      for (String line : broker.head(gateway.collect(), TestBroker.newId(), 0, false)) {
        int colon = line.indexOf(": ");
        if (colon > 0 && !line.startsWith("Host") && !line.startsWith("Content-Length")) {
          request.header(line.substring(0, colon), line.substring(colon + 2));
        }
      }

      HttpResponse<byte[]> answer =
          client.send(
              request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
              HttpResponse.BodyHandlers.ofByteArray());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).hasSize((int) length(answer));
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWithIgnoringCase("multipart/mixed;")
          .contains("boundary=\"");
    }
  }

  private static long length(HttpResponse<?> answer) {
    return answer.headers().firstValueAsLong("Content-Length").orElseThrow();
  }

  @Test
  void aRequestIsRecordedInItsOwnSpellingAndToldToTheWatcher() throws Exception {
    List<Seen> watched = new CopyOnWriteArrayList<>();
    try (Simulator gateway = TestGateway.start(folder, GatewayForm.STRICT);
        TestBroker broker = new TestBroker(gateway, GatewayForm.STRICT, folder)) {
      gateway.watch(watched::add);
      Content wire = broker.sealed(PART);
      String id = TestBroker.newId();
      List<String> head =
          broker.head(gateway.submit(), id, wire.size(), true).stream()
              .map(line -> line.replace("Mime-Version: ", "mIME-vERSION:   "))
              .toList();
      broker.http.send(gateway.submit(), head, wire);

      Seen seen = gateway.seen().get(0);
      assertThat(watched).containsExactly(seen);
      assertThat(seen.lines()).isEqualTo(head);
      assertThat(seen.messageId()).contains(id);
      assertThat(seen.bodyBytes()).isEqualTo(wire.size());
      assertThat(seen.bodySha256())
          .isEqualTo(
              HexFormat.of()
                  .formatHex(MessageDigest.getInstance("SHA-256").digest(wire.toBytes(1 << 20))));
    }
  }

  @Test
  void severalRequestsShareAConnection() throws Exception {
    try (Simulator gateway = TestGateway.start(folder, GatewayForm.STRICT);
        TestBroker broker = new TestBroker(gateway, GatewayForm.STRICT, folder);
        SSLSocket socket = broker.http.connect(gateway.submit())) {
      for (int i = 0; i < 3; i++) {
        Content wire = broker.sealed(PART);
        URI submit = gateway.submit();
        broker.http.write(socket, broker.head(submit, TestBroker.newId(), wire.size(), true), wire);
        assertThat(broker.http.read(socket).status()).isEqualTo(200);
      }
      assertThat(gateway.interchanges()).hasSize(3);
    }
  }

  @Test
  void aRequestOfHttp10IsAnsweredAndItsConnectionClosed() throws Exception {
    try (Simulator gateway = TestGateway.start(folder, GatewayForm.STRICT);
        TestBroker broker = new TestBroker(gateway, GatewayForm.STRICT, folder);
        SSLSocket socket = broker.http.connect(gateway.submit())) {
      Content wire = broker.sealed(PART);
      List<String> head =
          broker.head(gateway.submit(), TestBroker.newId(), wire.size(), true).stream()
              .filter(line -> !line.startsWith("Host"))
              .map(line -> line.replace("HTTP/1.1", "HTTP/1.0"))
              .toList();
      broker.http.write(socket, head, wire);

      assertThat(broker.http.read(socket).status()).isEqualTo(200);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aClientMayWaitForContinue() throws Exception {
    try (Simulator gateway = TestGateway.start(folder, GatewayForm.STRICT);
        TestBroker broker = new TestBroker(gateway, GatewayForm.STRICT, folder);
        SSLSocket socket = broker.http.connect(gateway.submit())) {
      Content wire = broker.sealed(PART);
      List<String> head =
          new ArrayList<>(broker.head(gateway.submit(), TestBroker.newId(), wire.size(), true));
      head.add("Expect: 100-continue");
      broker.http.write(socket, head, TestBroker.text(""));
      byte[] interim = socket.getInputStream().readNBytes(25);
      wire.copyTo(socket.getOutputStream());

      assertThat(new String(interim)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(broker.http.read(socket).status()).isEqualTo(200);
    }
  }

  @Test
  void aBodyThatEndsEarlyIsRecordedAndLeavesNoFile() throws Exception {
    try (Simulator gateway = TestGateway.start(folder, GatewayForm.STRICT);
        TestBroker broker = new TestBroker(gateway, GatewayForm.STRICT, folder)) {
      try (SSLSocket socket = broker.http.connect(gateway.submit())) {
        broker.http.write(
            socket, broker.head(gateway.submit(), TestBroker.newId(), 1000, true), PART);
      }
      Awaitility.await().until(() -> gateway.seen().size() == 1);
      assertThat(gateway.seen().get(0).status()).isZero();
      assertThat(gateway.seen().get(0).why()).contains("ended");
      Awaitility.await().until(() -> files("scratch") == 0);
    }
  }

  @Test
  void nothingIsLeftInScratchAfterRequests() throws Exception {
    try (Simulator gateway = TestGateway.start(folder, GatewayForm.STRICT);
        TestBroker broker = new TestBroker(gateway, GatewayForm.STRICT, folder)) {
      byte[] large = new byte[3 << 20];
      Content part =
          Content.join(TestBroker.part("application/edi-consent", ""), Content.of(large));
      Content plain =
          Content.join(
              TestBroker.text("Content-Type: application/edi-consent\r\n\r\n"), Content.of(large));
      broker.put(TestBroker.newId(), broker.sealed(part));
      broker.put(TestBroker.newId(), broker.sealed(plain));
      broker.collect();

      Awaitility.await().until(() -> files("scratch") == 0);
      assertThat(gateway.interchanges()).hasSize(1);
    }
  }

  @Test
  void itStopsAtOnceWithAnIdleConnectionOpen() throws Exception {
    Simulator gateway = TestGateway.start(folder, GatewayForm.STRICT);
    try (TestBroker broker = new TestBroker(gateway, GatewayForm.STRICT, folder);
        SSLSocket socket = broker.http.connect(gateway.submit())) {
      Content wire = broker.sealed(PART);
      broker.http.write(
          socket, broker.head(gateway.submit(), TestBroker.newId(), wire.size(), true), wire);
      broker.http.read(socket);

      long start = System.nanoTime();
      gateway.close();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
      assertThatThrownBy(() -> broker.http.connect(gateway.submit()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void itsPortCanBeTakenAgainAtOnce() throws Exception {
    SimulatorSettings settings =
        TestGateway.settings(folder, GatewayForm.STRICT, Clock.systemUTC());
    int port;
    try (Simulator gateway = Simulator.start(settings);
        TestBroker broker = new TestBroker(gateway, GatewayForm.STRICT, folder)) {
      port = gateway.submit().getPort();
      broker.put(TestBroker.newId(), broker.sealed(PART));
    }
    try (Simulator again =
        Simulator.start(settings.at(new InetSocketAddress(settings.bind().getAddress(), port)))) {
      assertThat(again.submit().getPort()).isEqualTo(port);
    }
  }

  private long files(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.count();
    }
  }

  private static SimulatorSettings with(SimulatorSettings base, TlsIdentity tls) {
    return new SimulatorSettings(
        base.bind(),
        tls,
        base.decryption(),
        base.signing(),
        base.clients(),
        base.form(),
        base.algorithms(),
        base.folder(),
        base.clock());
  }
}
