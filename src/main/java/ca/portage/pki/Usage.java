package ca.portage.pki;

import java.security.cert.X509Certificate;
import java.util.Locale;

/**
 * What a certificate's key may be used for (RFC 5280 §4.2.1.3); without the extension, anything.
 */
enum Usage {
  SIGNING(0, 1),
  ENCRYPTION(2, 3);

  private final int[] bits;

  Usage(int... bits) {
    this.bits = bits;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean allowedBy(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    if (usage == null) {
      return true;
    }
    for (int bit : bits) {
      if (usage[bit]) {
        return true;
      }
    }
    return false;
  }
}
