package ca.portage.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;

/** Real handshakes on loopback, TLS 1.3. */
class TrustTlsTest {
  private static final TestAuthority ROOT = TestAuthority.create("Root", Clock.systemUTC());
  private static final Trust TRUST = Trust.of(ROOT.certificate());

  @Test
  void aServerOfATrustedAuthorityIsAccepted() throws Exception {
    assertThat(handshake(ROOT.issue(Purpose.TLS_SERVER, "cn=any", "127.0.0.1")))
        .isEqualTo("TLSv1.3");
  }

  @Test
  void aServerBelowASubordinateAuthorityIsAccepted() throws Exception {
    Issued server = ROOT.subordinate("Lower").issue(Purpose.TLS_SERVER, "cn=any", "127.0.0.1");
    assertThat(handshake(server)).isEqualTo("TLSv1.3");
  }

  @Test
  void aServerOfAnotherAuthorityIsRefused() {
    TestAuthority other = TestAuthority.create("Root", Clock.systemUTC());
    refused(other.issue(Purpose.TLS_SERVER, "cn=any", "127.0.0.1"), "PKIX path");
  }

  @Test
  void aServerOfAnotherNameIsRefused() {
    refused(
        ROOT.issue(Purpose.TLS_SERVER, "cn=127.0.0.1", "localhost", "127.0.0.2"),
        "No subject alternative names matching IP address 127.0.0.1");
  }

  @Test
  void anExpiredServerIsRefused() {
    refused(
        ROOT.issue(
            Purpose.TLS_SERVER, "cn=x", Duration.ofDays(-2), Duration.ofDays(-1), "127.0.0.1"),
        "validity check failed");
  }

  @Test
  void aServerThatIsNotYetValidIsRefused() {
    refused(
        ROOT.issue(Purpose.TLS_SERVER, "cn=x", Duration.ofDays(1), Duration.ofDays(2), "127.0.0.1"),
        "validity check failed");
  }

  @Test
  void aSigningCertificateIsNoServer() {
    refused(ROOT.issue(Purpose.SIGNING, "cn=x", "127.0.0.1"), "server authentication");
  }

  @Test
  void onlyTheFoldersAuthoritiesAreOffered() {
    assertThat(TRUST.trustManager().getAcceptedIssuers()).containsExactly(ROOT.certificate());
  }

  private static void refused(Issued server, String why) {
    assertThatThrownBy(() -> handshake(server))
        .isInstanceOf(SSLException.class)
        .hasStackTraceContaining(why);
  }

  private static String handshake(Issued issued) throws Exception {
    try (SSLServerSocket server = server(issued)) {
      CompletableFuture<Void> accepted = CompletableFuture.runAsync(() -> answer(server));
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(null, new TrustManager[] {TRUST.trustManager()}, null);
      try (SSLSocket client =
          (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.getLocalPort())) {
        SSLParameters parameters = client.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        client.setSSLParameters(parameters);
        client.startHandshake();
        return client.getSession().getProtocol();
      } finally {
        accepted.join();
      }
    }
  }

  private static SSLServerSocket server(Issued issued) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] none = new char[0];
    store.setKeyEntry("s", issued.key(), none, issued.chain().toArray(new X509Certificate[0]));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, none);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(keys.getKeyManagers(), null, null);
    return (SSLServerSocket)
        context
            .getServerSocketFactory()
            .createServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
  }

  /** A client that refuses the server breaks the handshake here as well, which is no matter. */
  private static void answer(SSLServerSocket server) {
    try (SSLSocket socket = (SSLSocket) server.accept()) {
      socket.startHandshake();
      socket.getInputStream().read();
    } catch (IOException refused) {
      assertThat(refused).isNotNull();
    }
  }
}
