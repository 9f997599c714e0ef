package ca.portage.pki;

import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PrivateKeyUsagePeriod;

/**
 * How long a private key may be used, where its certificate says that this is shorter than its own
 * validity (RFC 3280 §4.2.1.4, extension 2.5.29.16); Entrust authorities do (pki §6.1).
 */
public final class UsagePeriod {
  private UsagePeriod() {}

  /** The last moment a key may be used to sign; empty if the certificate sets none. */
  public static Optional<Instant> end(X509Certificate certificate) {
    byte[] value = certificate.getExtensionValue(Extension.privateKeyUsagePeriod.getId());
    if (value == null) {
      return Optional.empty();
    }
    try {
      PrivateKeyUsagePeriod period =
          PrivateKeyUsagePeriod.getInstance(ASN1OctetString.getInstance(value).getOctets());
      return period.getNotAfter() == null
          ? Optional.empty()
          : Optional.of(period.getNotAfter().getDate().toInstant());
    } catch (ParseException | RuntimeException e) {
      // An extension nobody can read sets no limit that anybody could keep: notAfter counts.
      return Optional.empty();
    }
  }

  /** The end of a key: that of its certificate or of its usage period, whichever comes first. */
  public static Instant endOfKey(X509Certificate certificate) {
    Instant ends = certificate.getNotAfter().toInstant();
    return end(certificate).filter(ends::isAfter).orElse(ends);
  }
}
