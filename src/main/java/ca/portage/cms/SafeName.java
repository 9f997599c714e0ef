package ca.portage.cms;

import ca.portage.logging.Printable;
import java.security.cert.X509Certificate;

/**
 * Names from foreign certificates, made fit for a log line: printable, one line, not endless, and
 * without characters that turn the writing direction or cannot be seen (reliability G2).
 */
final class SafeName {
  private static final int LIMIT_CHARS = 200;

  private SafeName() {}

  static String of(X509Certificate certificate) {
    return of(certificate.getSubjectX500Principal().getName());
  }

  static String of(String name) {
    return name.length() <= LIMIT_CHARS
        ? Printable.text(name)
        : Printable.text(name.substring(0, LIMIT_CHARS)) + "…";
  }
}
