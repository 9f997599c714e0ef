package ca.portage.pki;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Whether a certificate is for a TLS server: its key signs (RFC 8446 §4.4.2.2), and its extended
 * usage, if it has one, names servers (RFC 5280 §4.2.1.12).
 */
final class ServerUsage {
  private static final List<String> SERVER = List.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0");

  private ServerUsage() {}

  static boolean allowedBy(X509Certificate certificate) {
    try {
      List<String> extended = certificate.getExtendedKeyUsage();
      return Usage.SIGNING.allowedBy(certificate)
          && (extended == null || extended.stream().anyMatch(SERVER::contains));
    } catch (CertificateParsingException e) {
      // An extension that cannot be read allows nothing.
      return false;
    }
  }
}
