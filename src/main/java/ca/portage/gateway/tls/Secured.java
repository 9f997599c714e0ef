package ca.portage.gateway.tls;

import java.io.IOException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * A connection to a server that was judged to be the right one.
 *
 * @param socket the TLS socket
 * @param protocol agreed on, such as {@code TLSv1.3}
 * @param suite agreed on
 * @param path from the server's certificate to the authority, both included
 * @param sent what the server sent
 */
public record Secured(
    SSLSocket socket,
    String protocol,
    String suite,
    List<X509Certificate> path,
    List<X509Certificate> sent)
    implements AutoCloseable {
  /** Copies the lists. */
  public Secured {
    path = List.copyOf(path);
    sent = List.copyOf(sent);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** The certificates a server sent; none if it had none to send. */
  static List<X509Certificate> sent(SSLSession session) {
    List<X509Certificate> sent = new ArrayList<>();
    try {
      for (Certificate each : session.getPeerCertificates()) {
        if (each instanceof X509Certificate certificate) {
          sent.add(certificate);
        }
      }
    } catch (SSLPeerUnverifiedException e) {
      // A server without a certificate was refused before.
      return List.of();
    }
    return sent;
  }
}
