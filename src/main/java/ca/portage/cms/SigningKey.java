package ca.portage.cms;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and its certificates, the signer's own first.
 *
 * @param key any JCA private key, also one that lives in a token
 * @param chain at least the signer's certificate; all of them are included when that is switched on
 */
public record SigningKey(PrivateKey key, List<X509Certificate> chain) {

  public SigningKey {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a signing key needs its certificate");
    }
  }

  /** The signer's own certificate. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  @Override
  public String toString() {
    return "signing key of " + chain.get(0).getSubjectX500Principal().getName();
  }
}
