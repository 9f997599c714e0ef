package ca.portage.pki;

import ca.portage.config.DistinguishedName;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * Where revocation lists are published: entries of the directory and URIs (RFC 5280 §4.2.1.13).
 * Entrust splits its lists and names each by an entry below the authority's (pki §6.2).
 *
 * @param entries names of entries; an {@code ldap://} URI counts for the entry it names, whatever
 *     host it names, as only the directory an admin configured is ever asked
 * @param uris every URI as it is written
 */
record DistributionPoints(Set<DistinguishedName> entries, Set<String> uris) {
  private static final String EXTENSION = "2.5.29.31";

  /** A certificate is asked about at a few places, not at as many as it likes. */
  private static final int MAX_NAMES = 10;

  DistributionPoints {
    entries = Collections.unmodifiableSet(new LinkedHashSet<>(entries));
    uris = Set.copyOf(uris);
  }

  /** Those that a certificate names; none when it has no such extension, or an unreadable one. */
  static DistributionPoints of(X509Certificate certificate) {
    Set<DistinguishedName> entries = new LinkedHashSet<>();
    Set<String> uris = new LinkedHashSet<>();
    byte[] extension = certificate.getExtensionValue(EXTENSION);
    if (extension != null) {
      try {
        byte[] inner = ASN1OctetString.getInstance(extension).getOctets();
        for (DistributionPoint point :
            CRLDistPoint.getInstance(ASN1Primitive.fromByteArray(inner)).getDistributionPoints()) {
          // One of another issuer is an indirect list, which is not for us.
          if (point.getDistributionPoint() != null && point.getCRLIssuer() == null) {
            add(point.getDistributionPoint(), certificate.getIssuerX500Principal(), entries, uris);
          }
        }
      } catch (IOException | RuntimeException e) {
        return new DistributionPoints(Set.of(), Set.of());
      }
    }
    return new DistributionPoints(entries, uris);
  }

  /** Those of one name, as a list says for which one it was made. */
  static DistributionPoints of(DistributionPointName name, X500Principal issuer) {
    Set<DistinguishedName> entries = new LinkedHashSet<>();
    Set<String> uris = new LinkedHashSet<>();
    add(name, issuer, entries, uris);
    return new DistributionPoints(entries, uris);
  }

  private static void add(
      DistributionPointName name,
      X500Principal issuer,
      Set<DistinguishedName> entries,
      Set<String> uris) {
    if (name.getType() == DistributionPointName.NAME_RELATIVE_TO_CRL_ISSUER) {
      relative(name, issuer).ifPresent(entries::add);
      return;
    }
    for (GeneralName each : GeneralNames.getInstance(name.getName()).getNames()) {
      if (entries.size() + uris.size() >= MAX_NAMES) {
        return;
      }
      if (each.getTagNo() == GeneralName.directoryName) {
        entry(X500Name.getInstance(each.getName())).ifPresent(entries::add);
      } else if (each.getTagNo() == GeneralName.uniformResourceIdentifier) {
        String uri = each.getName().toString();
        uris.add(uri);
        LdapUri.entry(uri).ifPresent(entries::add);
      }
    }
  }

  private static Optional<DistinguishedName> relative(
      DistributionPointName name, X500Principal issuer) {
    X500Name part = X500Name.getInstance(new DERSequence(RDN.getInstance(name.getName())));
    return entry(part)
        .flatMap(
            relative ->
                DistinguishedName.of(issuer).map(whole -> whole.below(relative.ldap().getRdn(0))));
  }

  private static Optional<DistinguishedName> entry(X500Name name) {
    try {
      return DistinguishedName.of(new X500Principal(name.getEncoded()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  boolean isEmpty() {
    return entries.isEmpty() && uris.isEmpty();
  }

  /** Whether both have a place in common. */
  boolean meet(DistributionPoints other) {
    return !Collections.disjoint(entries, other.entries) || !Collections.disjoint(uris, other.uris);
  }
}
