package ca.portage.pki;

import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;

/**
 * Keeps certificates out of a path search whose policies would make its tree grow without end: each
 * mapping multiplies the branches of the level above (RFC 5280 §6.1.3; reliability C13). No
 * authority known to us writes half as many.
 */
final class PolicyBound {
  private static final int MAX_POLICIES = 30;
  private static final int MAX_MAPPINGS = 12;
  private static final String POLICIES = "2.5.29.32";
  private static final String MAPPINGS = "2.5.29.33";

  private PolicyBound() {}

  static boolean holds(X509Certificate certificate) {
    return count(certificate, POLICIES) <= MAX_POLICIES
        && count(certificate, MAPPINGS) <= MAX_MAPPINGS;
  }

  /** How many entries an extension has; one that cannot be read has too many. */
  private static int count(X509Certificate certificate, String oid) {
    byte[] value = certificate.getExtensionValue(oid);
    if (value == null) {
      return 0;
    }
    try {
      return ASN1Sequence.getInstance(ASN1OctetString.getInstance(value).getOctets()).size();
    } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
      return Integer.MAX_VALUE;
    }
  }
}
