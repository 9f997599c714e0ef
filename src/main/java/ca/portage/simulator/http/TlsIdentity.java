package ca.portage.simulator.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What the server shows of itself in a TLS handshake, and what it accepts.
 *
 * @param key the server's private key
 * @param chain its certificate first, then those that issued it
 * @param protocols the only protocols it speaks, {@code TLSv1.3} by the bulletin (CIG P-03)
 * @param suites the only cipher suites it speaks; empty leaves them to the platform
 */
public record TlsIdentity(
    PrivateKey key, List<X509Certificate> chain, List<String> protocols, List<String> suites) {

  /** Copies the lists. */
  public TlsIdentity {
    chain = List.copyOf(chain);
    protocols = List.copyOf(protocols);
    suites = List.copyOf(suites);
  }

  /** TLS 1.3 only, with the platform's suites. */
  public TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
    this(key, chain, List.of("TLSv1.3"), List.of());
  }

  SSLContext context() throws GeneralSecurityException {
    char[] none = new char[0];
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, none);
    } catch (IOException e) {
      throw new GeneralSecurityException("an empty key store could not be made", e);
    }
    store.setKeyEntry("server", key, none, chain.toArray(new Certificate[0]));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, none);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
