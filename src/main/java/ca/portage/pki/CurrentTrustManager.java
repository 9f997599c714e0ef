package ca.portage.pki;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts, for TLS, what a changing set of authorities trusts at the time of each handshake. The
 * host name is checked by JSSE inside each call, as the trust managers behind it are JSSE's own.
 */
final class CurrentTrustManager extends X509ExtendedTrustManager {
  private record Made(Trust of, X509ExtendedTrustManager manager) {}

  private final Supplier<Trust> current;
  private volatile Made made;

  CurrentTrustManager(Supplier<Trust> current) {
    this.current = current;
  }

  private X509ExtendedTrustManager now() {
    Trust trust = current.get();
    Made last = made;
    if (last == null || last.of() != trust) {
      last = new Made(trust, (X509ExtendedTrustManager) trust.trustManager());
      made = last;
    }
    return last.manager();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    now().checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    now().checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    now().checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    now().checkServerTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    now().checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    now().checkServerTrusted(chain, type, engine);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return now().getAcceptedIssuers();
  }
}
