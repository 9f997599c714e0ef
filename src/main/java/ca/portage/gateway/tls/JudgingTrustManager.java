package ca.portage.gateway.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets JSSE ask the {@link ServerJudge}. An extended manager, so that JSSE adds no judgement of its
 * own, which would take a common name for a host's.
 */
final class JudgingTrustManager extends X509ExtendedTrustManager {
  private final Endpoint endpoint;
  private final Clock clock;
  private volatile List<X509Certificate> path = List.of();

  JudgingTrustManager(Endpoint endpoint, Clock clock) {
    this.endpoint = endpoint;
    this.clock = clock;
  }

  /** The path of the server that was accepted; empty before. */
  List<X509Certificate> path() {
    return path;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    path = new ServerJudge(endpoint).judge(chain, clock.instant());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    path = new ServerJudge(endpoint).judge(chain, clock.instant());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    path = new ServerJudge(endpoint).judge(chain, clock.instant());
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return endpoint.trust().get().anchors().toArray(X509Certificate[]::new);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("Portage is no TLS server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("Portage is no TLS server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("Portage is no TLS server");
  }
}
