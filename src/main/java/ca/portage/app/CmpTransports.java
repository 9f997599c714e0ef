package ca.portage.app;

import ca.portage.config.Cmp;
import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import ca.portage.pki.cmp.CmpHttp;
import ca.portage.pki.cmp.CmpTcp;
import ca.portage.pki.cmp.CmpTransport;
import ca.portage.pki.cmp.Framing;
import ca.portage.pki.cmp.Patience;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The way to a CA that a channel names. */
final class CmpTransports {
  private CmpTransports() {}

  static CmpTransport of(Cmp cmp, Patience patience) throws PkiException {
    return switch (cmp.url().getScheme()) {
      case "tcp" ->
          new CmpTcp(
              cmp.url().getHost(),
              cmp.url().getPort(),
              cmp.framing() == Cmp.Framing.RFC2510 ? Framing.RFC2510 : Framing.DRAFT,
              cmp.timeout(),
              patience);
      case "https" -> new CmpHttp(cmp.url(), cmp.timeout(), Optional.of(tls(cmp)));
      default -> new CmpHttp(cmp.url(), cmp.timeout(), Optional.empty());
    };
  }

  private static SSLContext tls(Cmp cmp) throws PkiException {
    List<X509Certificate> authorities = Trust.load(cmp.trust()).anchors();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < authorities.size(); i++) {
        store.setCertificateEntry("ca-" + i, authorities.get(i));
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }
}
