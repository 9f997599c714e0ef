package ca.portage.gateway.tls;

import ca.portage.pki.ClientIdentity;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * One TLS handshake with an endpoint, on the JDK's own TLS (reliability C).
 *
 * <p>Each has a context of its own: no session is ever resumed, so every connection judges the
 * server anew and no byte can go out early (RFC 8446 §2.3). No ALPN is offered, so the server
 * cannot choose another HTTP than ours.
 */
final class Handshake {
  private final Endpoint endpoint;
  private final Clock clock;

  Handshake(Endpoint endpoint, Clock clock) {
    this.endpoint = endpoint;
    this.clock = clock;
  }

  /**
   * Makes a connected socket a secured one.
   *
   * @param silence the longest the server may say nothing
   * @throws TlsRefusedException if it is not to be; nothing but the handshake was sent
   * @throws IOException if the line breaks
   */
  Secured perform(Socket raw, Duration silence) throws IOException {
    JudgingTrustManager judge = new JudgingTrustManager(endpoint, clock);
    ClientAnswer answer = new ClientAnswer(endpoint.client());
    SSLSocket socket =
        (SSLSocket)
            context(answer, judge)
                .getSocketFactory()
                .createSocket(raw, endpoint.serverName(), endpoint.port(), true);
    socket.setSoTimeout(Math.toIntExact(silence.toMillis()));
    socket.setSSLParameters(parameters(socket.getSSLParameters()));
    try {
      socket.startHandshake();
      if (answer.asked()) {
        certificateValid();
        awaitVerdict(socket);
      }
    } catch (SSLException e) {
      throw Refusals.of(e, answer.asked());
    }
    return new Secured(
        socket,
        socket.getSession().getProtocol(),
        socket.getSession().getCipherSuite(),
        judge.path(),
        Secured.sent(socket.getSession()));
  }

  private SSLParameters parameters(SSLParameters parameters) {
    parameters.setProtocols(endpoint.tls().protocols().toArray(String[]::new));
    if (!endpoint.tls().suites().isEmpty()) {
      parameters.setCipherSuites(endpoint.tls().suites().toArray(String[]::new));
    }
    if (!endpoint.tls().groups().isEmpty()) {
      Spoken.setGroups(parameters, endpoint.tls().groups());
    }
    if (!ServerNames.isAddress(endpoint.serverName())) {
      parameters.setServerNames(List.of(new SNIHostName(endpoint.serverName())));
    }
    return parameters;
  }

  private static SSLContext context(KeyManager keys, TrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot speak TLS: " + e.getMessage(), e);
    }
  }

  /** One that is not valid would be refused only after the message had left. */
  private void certificateValid() throws TlsRefusedException {
    Optional<X509Certificate> own = endpoint.client().map(ClientIdentity::certificate);
    if (own.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Instant begin = own.get().getNotBefore().toInstant();
    Instant end = own.get().getNotAfter().toInstant();
    if (now.isBefore(begin) || now.isAfter(end)) {
      throw new TlsRefusedException(
          TlsRefusal.CLIENT_CERTIFICATE,
          "the server asks for our certificate, and the one of tls.client "
              + (now.isAfter(end) ? "ended on " + end : "is not valid before " + begin));
    }
  }

  /** A refusal follows on our last word at once; silence means that it is content. */
  private void awaitVerdict(SSLSocket socket) throws IOException {
    int patience = socket.getSoTimeout();
    socket.setSoTimeout(Math.toIntExact(endpoint.verdict().toMillis()));
    try {
      int said = socket.getInputStream().read();
      throw new TlsRefusedException(
          TlsRefusal.CLIENT_CERTIFICATE,
          said < 0
              ? "the server asked for our certificate and closed the connection"
              : "the server spoke before it was asked anything");
    } catch (SocketTimeoutException content) {
      socket.setSoTimeout(patience);
    } catch (SocketException broken) {
      throw new TlsRefusedException(
          TlsRefusal.CLIENT_CERTIFICATE,
          "the server asked for our certificate and broke the connection off",
          broken);
    }
  }
}
