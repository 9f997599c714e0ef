package ca.portage.pki;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;

/**
 * A revocation list, and for which certificates it can speak (RFC 5280 §5.2, §6.3.3). Safe for use
 * by several threads.
 */
final class RevocationList {
  private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
  private static final String DELTA = "2.5.29.27";
  private static final int CRL_SIGN = 6;

  private final X509CRL list;
  private final Optional<IssuingDistributionPoint> scope;
  private final boolean readable;

  /** Verifying is as dear as a message's signature; a list is asked for each message. */
  private final Map<PublicKey, Boolean> verified = new ConcurrentHashMap<>();

  RevocationList(X509CRL list) {
    this.list = list;
    Optional<IssuingDistributionPoint> found = Optional.empty();
    boolean understood = understood(list);
    byte[] extension = list.getExtensionValue(ISSUING_DISTRIBUTION_POINT);
    if (extension != null) {
      try {
        found =
            Optional.of(
                IssuingDistributionPoint.getInstance(
                    ASN1OctetString.getInstance(extension).getOctets()));
      } catch (RuntimeException e) {
        understood = false;
      }
    }
    this.scope = found;
    this.readable = understood;
  }

  /** A list with a critical extension that nobody here knows must not clear anybody. */
  private static boolean understood(X509CRL list) {
    Set<String> critical = new HashSet<>();
    if (list.getCriticalExtensionOIDs() != null) {
      critical.addAll(list.getCriticalExtensionOIDs());
    }
    critical.remove(ISSUING_DISTRIBUTION_POINT);
    return critical.isEmpty() && list.getExtensionValue(DELTA) == null;
  }

  X509CRL crl() {
    return list;
  }

  Instant made() {
    return list.getThisUpdate().toInstant();
  }

  /** When its successor should be there; empty if the authority does not say. */
  Optional<Instant> until() {
    return Optional.ofNullable(list.getNextUpdate()).map(Date::toInstant);
  }

  /** Whether it is another edition of the same list. */
  boolean replaces(RevocationList other) {
    return list.getIssuerX500Principal().equals(other.list.getIssuerX500Principal())
        && scope.equals(other.scope)
        && (list.getExtensionValue(DELTA) == null) == (other.list.getExtensionValue(DELTA) == null);
  }

  /** Whether the authority of that certificate made it. */
  boolean signedBy(X509Certificate authority) {
    boolean named = list.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
    boolean[] usage = authority.getKeyUsage();
    return named
        && (usage == null || usage[CRL_SIGN])
        && verified.computeIfAbsent(authority.getPublicKey(), this::verifies);
  }

  private boolean verifies(PublicKey key) {
    try {
      list.verify(key);
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      // A list under the same name but of another key says nothing about this authority's.
      return false;
    }
  }

  /** Since when it names the certificate as revoked. A list says so of whatever it names. */
  Optional<Instant> revoked(X509Certificate certificate) {
    X509CRLEntry entry = list.getRevokedCertificate(certificate);
    return entry == null || entry.getRevocationReason() == CRLReason.REMOVE_FROM_CRL
        ? Optional.empty()
        : Optional.of(entry.getRevocationDate().toInstant());
  }

  /** Whether it would name the certificate if that were revoked. */
  boolean covers(X509Certificate certificate) {
    if (!readable) {
      return false;
    }
    if (scope.isEmpty()) {
      return true;
    }
    IssuingDistributionPoint point = scope.get();
    boolean authority = certificate.getBasicConstraints() >= 0;
    if (point.isIndirectCRL()
        || point.onlyContainsAttributeCerts()
        || point.getOnlySomeReasons() != null
        || (authority ? point.onlyContainsUserCerts() : point.onlyContainsCACerts())) {
      return false;
    }
    return point.getDistributionPoint() == null
        || DistributionPoints.of(point.getDistributionPoint(), list.getIssuerX500Principal())
            .meet(DistributionPoints.of(certificate));
  }
}
