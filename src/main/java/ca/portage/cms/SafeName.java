package ca.portage.cms;

import java.security.cert.X509Certificate;

/** Names from foreign certificates, made fit for a log line: printable, one line, not endless. */
final class SafeName {
  private static final int LIMIT = 200;

  private SafeName() {}

  static String of(X509Certificate certificate) {
    return of(certificate.getSubjectX500Principal().getName());
  }

  static String of(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= LIMIT ? plain : plain.substring(0, LIMIT) + "…";
  }
}
