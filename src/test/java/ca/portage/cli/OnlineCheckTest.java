package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.app.RunningHome;
import ca.portage.badtls.BadGate;
import ca.portage.badtls.Minted;
import ca.portage.badtls.TlsScripts;
import ca.portage.config.DistinguishedName;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import ca.portage.pki.ldap.DirectoryCopy;
import ca.portage.simulator.GatewayForm;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --online} before the simulator, a bad server, and nobody at all. */
class OnlineCheckTest {
  @TempDir static Path folder;

  private static RunningHome home;

  @BeforeAll
  static void open() throws Exception {
    home = new RunningHome(folder, GatewayForm.STRICT);
    Path profile = folder.resolve("config/profiles/cig-2026.yaml");
    Files.writeString(profile, Files.readString(profile).replace("connect: 10s", "connect: 2s"));
  }

  @AfterAll
  static void close() throws Exception {
    home.close();
  }

  @Test
  void aGoodGatewayIsShownWithAllThatWasAgreedOnAndTheTimeThere() throws Exception {
    String out = check().out();

    assertThat(out)
        .contains("localhost:" + home.gateway().submit().getPort() + ": TLSv1.3, TLS_AES_")
        .containsPattern("ok    cig submit +localhost.*, group [xsX][0-9a-zA-Z]+")
        .containsPattern("cig collect +certificate 1 of 2 .*Simulated Gateway.* is valid until")
        .containsPattern("its clock is [0-2] s")
        .contains("submit: TLSv1.3, straight")
        .contains("For the help desk:")
        .containsPattern("SHA-256 [0-9a-f]{64}")
        .contains("ready to run");
    assertThat(home.gateway().interchanges()).isEmpty();
  }

  @Test
  void aBadServerIsShownWithEveryReasonAgainstItAndHearsNothing() throws Exception {
    try (BadGate gate = new BadGate()) {
      Minted stranger =
          Minted.order("cn=old")
              .names("elsewhere.example")
              .valid(Duration.ofDays(-30), Duration.ofDays(-1))
              .selfSigned();
      BadGate.Tally tally =
          gate.play(
              TlsScripts.server(
                  stranger, socket -> socket.setEnabledProtocols(new String[] {"TLSv1.2"})));
      Cli.Result result = check(gate.port());

      assertThat(result.exitCode()).isEqualTo(78);
      assertThat(result.out())
          .containsPattern("FAIL  cig submit +would be refused: .*protocol")
          .containsPattern("FAIL  cig submit +would be refused: the certificate of .* expired on")
          .contains("it speaks localhost:" + gate.port() + ": TLSv1.2")
          .containsPattern(
              "FAIL  cig submit +would be refused: .* is not for localhost; it names elsewhere")
          .contains("Ask the help desk which versions", "not ready");
      assertThat(tally.applicationBytes()).isZero();
    }
  }

  @Test
  void nobodyThereIsSaidWithWhatToLookAt() throws Exception {
    int closed;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = taken.getLocalPort();
    }
    assertThat(check(closed).out())
        .contains("localhost:" + closed + " is not reached: Connection refused")
        .contains("look at the address, the firewall (outgoing TCP " + closed + ") and the proxy");
  }

  @Test
  void aServerThatAListOfTheDirectoryRevokesIsRefusedAsTheServiceDoes() throws Exception {
    Path trust = folder.resolve("config/keys/trust/revoking.pem");
    Path kept = folder.resolve("spool/directory/cig.pem");
    DistinguishedName entry = DistinguishedName.parse("cn=gateway,c=CA");
    TestAuthority authority = TestAuthority.create("Revoking", Clock.systemUTC());
    try (BadGate gate = new BadGate()) {
      Issued server = authority.issue(Purpose.TLS_SERVER, "cn=localhost", "localhost");
      gate.play(TlsScripts.server(new Minted(server.key(), server.chain()), socket -> {}));
      TestAuthority.writePem(trust, authority.certificate());
      byte[] list = authority.revocationList(Instant.now().minusSeconds(60), server.certificate());
      X509CRL crl =
          (X509CRL)
              CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(list));
      Files.createDirectories(kept.getParent());
      Files.write(
          kept,
          new DirectoryCopy(Instant.now(), entry, List.of(), List.of(), List.of(crl)).toPem());
      String directory = "directory:\n  url: ldap://127.0.0.1:9\n  entry: " + entry + "\n";

      assertThat(edited(gate.port(), text -> text).out())
          .doesNotContain("FAIL  cig submit")
          .contains("localhost:" + gate.port() + ": TLSv1.3");
      assertThat(edited(gate.port(), text -> text + directory).out())
          .containsPattern("FAIL  cig submit +would be refused: .*revoked");
    } finally {
      Files.delete(trust);
      Files.delete(kept);
    }
  }

  @Test
  void aServerThatNoListTellsOfIsRefusedOnceTheGraceIsOverAsTheServiceDoes() throws Exception {
    int port = home.gateway().submit().getPort();

    assertThat(edited(port, text -> soft(text, "{mode: hard, grace: 14d}")).out())
        .doesNotContain("FAIL  cig submit");
    assertThat(edited(port, text -> soft(text, "{mode: hard, grace: 0s}")).out())
        .containsPattern("FAIL  cig submit +would be refused: .*no revocation list");
  }

  private static String soft(String text, String to) {
    return text.replaceAll("revocation:\\s*mode: soft.*", "revocation: " + to);
  }

  @Test
  void jsonHasTheLinesForTheHelpDesk() throws Exception {
    JsonNode json = new ObjectMapper().readTree(check("--json").out());
    assertThat(json.get("helpDesk").get(0).asText()).startsWith("RTR1 submit  https://localhost:");
    assertThat(json.get("helpDesk").toString())
        .containsPattern("your clock +\\d+ s (behind|ahead of) ours");
    assertThat(json.get("ready").asBoolean()).isTrue();
  }

  private static Cli.Result check(String... more) throws IOException {
    return run(folder, more);
  }

  /** The same home, but its gateway is at another port. */
  private static Cli.Result check(int port) throws IOException {
    return edited(port, text -> text);
  }

  private static Cli.Result edited(int port, UnaryOperator<String> edit) throws IOException {
    Path channel = folder.resolve("config/channels/cig.yaml");
    String before = Files.readString(channel);
    try {
      Files.writeString(
          channel,
          edit.apply(before.replaceAll("https://localhost:[0-9]+", "https://localhost:" + port)));
      return run(folder);
    } finally {
      Files.writeString(channel, before);
    }
  }

  private static Cli.Result run(Path home, String... more) {
    String[] words = new String[2 + more.length];
    words[0] = "check";
    words[1] = "--online";
    System.arraycopy(more, 0, words, 2, more.length);
    return new Cli(home, Terminal.NONE, Clock.systemUTC()).run(words);
  }
}
