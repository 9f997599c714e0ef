package ca.portage.pki;

import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.PrivateKeyUsagePeriod;

/**
 * How long the private key of a certificate may sign, which may end before the certificate does
 * (2.5.29.16, RFC 3280 §4.2.1.4); Entrust authorities write it.
 *
 * @param from empty if only the certificate says
 * @param until empty if only the certificate says
 */
public record UsagePeriod(Optional<Instant> from, Optional<Instant> until) {
  private static final String OID = "2.5.29.16";
  private static final UsagePeriod NONE = new UsagePeriod(Optional.empty(), Optional.empty());

  /** The period a certificate names; one that cannot be read says nothing. */
  public static UsagePeriod of(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(OID);
    if (extension == null) {
      return NONE;
    }
    try {
      PrivateKeyUsagePeriod period =
          PrivateKeyUsagePeriod.getInstance(ASN1OctetString.getInstance(extension).getOctets());
      return new UsagePeriod(instant(period.getNotBefore()), instant(period.getNotAfter()));
    } catch (ParseException | RuntimeException e) {
      // It is no more than advice: a certificate is not worth less for writing it wrongly.
      return NONE;
    }
  }

  private static Optional<Instant> instant(ASN1GeneralizedTime time) throws ParseException {
    return time == null ? Optional.empty() : Optional.of(time.getDate().toInstant());
  }

  /** Until when the key of a certificate is of use: the earlier of the two ends. */
  public static Instant end(X509Certificate certificate) {
    Instant end = certificate.getNotAfter().toInstant();
    return of(certificate).until().filter(end::isAfter).orElse(end);
  }

  /** Whether the period leaves the key free to sign then. */
  public boolean includes(Instant at) {
    return from.filter(at::isBefore).isEmpty() && until.filter(at::isAfter).isEmpty();
  }
}
