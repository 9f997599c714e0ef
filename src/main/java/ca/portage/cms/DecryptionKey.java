package ca.portage.cms;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A private key and the certificate that senders encrypt to.
 *
 * @param key any JCA RSA private key, also one that lives in a token
 * @param certificate names the key in a message, by issuer and serial or by key identifier
 */
public record DecryptionKey(PrivateKey key, X509Certificate certificate) {

  @Override
  public String toString() {
    return "decryption key of " + certificate.getSubjectX500Principal().getName();
  }
}
