package ca.portage.hostile;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * Who signs, and as whom: the two need not belong together.
 *
 * @param key what the signature is made with
 * @param certificate what the signature names and brings
 */
public record Signatory(PrivateKey key, X509Certificate certificate) {

  /** The same key under another's certificate. */
  public Signatory as(X509Certificate other) {
    return new Signatory(key, other);
  }
}
