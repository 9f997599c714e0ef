package ca.portage.pki;

import ca.portage.pki.UntrustedException.Reason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Whether an instant lies within a certificate's validity, both ends included (RFC 5280 §4.1.2.5).
 */
final class Validity {
  private Validity() {}

  static boolean includes(X509Certificate certificate, Instant at) {
    return !at.isBefore(certificate.getNotBefore().toInstant()) && !ended(certificate, at);
  }

  private static boolean ended(X509Certificate certificate, Instant at) {
    // notAfter names a whole second, and that second still counts.
    return at.truncatedTo(ChronoUnit.SECONDS).isAfter(certificate.getNotAfter().toInstant());
  }

  static void require(X509Certificate certificate, Instant at) throws UntrustedException {
    if (ended(certificate, at)) {
      throw new UntrustedException(Reason.EXPIRED, describe(certificate, at));
    }
    if (!includes(certificate, at)) {
      throw new UntrustedException(Reason.NOT_YET_VALID, describe(certificate, at));
    }
  }

  /** {@code the certificate of CN=X expired on 2026-01-01T00:00:00Z}. */
  static String describe(X509Certificate certificate, Instant at) {
    String subject = "the certificate of " + certificate.getSubjectX500Principal();
    return ended(certificate, at)
        ? subject + " expired on " + certificate.getNotAfter().toInstant()
        : subject + " is not valid before " + certificate.getNotBefore().toInstant();
  }
}
