package ca.portage.cli;

import ca.portage.pki.UsagePeriod;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** What the dates of a certificate mean today. */
final class CertificateFinding {
  /** A renewal takes weeks of paperwork; this is the time to begin it. */
  private static final Duration SOON = Duration.ofDays(60);

  private CertificateFinding() {}

  static Finding of(String subject, String name, X509Certificate certificate, Instant now) {
    return of(subject, name, certificate, certificate.getNotAfter().toInstant(), now);
  }

  /** Of a key of ours that signs, which its usage period may end before its certificate ends. */
  static Finding ofSigner(String subject, String name, X509Certificate certificate, Instant now) {
    return of(subject, name, certificate, UsagePeriod.end(certificate), now);
  }

  private static Finding of(
      String subject, String name, X509Certificate certificate, Instant to, Instant now) {
    Instant from = certificate.getNotBefore().toInstant();
    String which =
        to.equals(certificate.getNotAfter().toInstant())
            ? ""
            : " by its private-key usage period; the certificate itself ends "
                + Ages.instant(certificate.getNotAfter().toInstant());
    String who = name + " (" + certificate.getSubjectX500Principal().getName() + ")";
    if (now.isBefore(from)) {
      return Finding.fail(
          subject,
          who + " is not valid before " + Ages.instant(from),
          "check the clock, or wait until it is valid");
    }
    if (now.isAfter(to)) {
      return Finding.fail(
          subject,
          who + " ended " + Ages.instant(to) + which,
          "obtain the current certificate and replace it");
    }
    String text = who + " is valid until " + Ages.instant(to) + which;
    return now.plus(SOON).isAfter(to)
        ? Finding.warn(
            subject,
            text + ", " + Ages.of(Duration.between(now, to)) + " from now",
            "obtain its successor now")
        : Finding.ok(subject, text);
  }
}
