package ca.portage.pki;

import ca.portage.pki.UntrustedException.Reason;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Looks for a valid path from one certificate to a trusted authority (RFC 5280 §6). */
final class PathSearch {
  /** A sender chooses what it includes; a search over more than this would be its choice too. */
  private static final int MAX_INTERMEDIATES = 20;

  private static final int MAX_PATH = 8;

  private final List<X509Certificate> anchors;
  private final List<X509Certificate> intermediates;
  private final Instant at;

  PathSearch(List<X509Certificate> anchors, Collection<X509Certificate> intermediates, Instant at) {
    this.anchors = anchors;
    this.intermediates =
        intermediates.stream().filter(PolicyBound::holds).limit(MAX_INTERMEDIATES).toList();
    // Certificates count in seconds; a fraction would end them before their last second is over.
    this.at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  List<X509Certificate> from(X509Certificate certificate) throws UntrustedException {
    Set<TrustAnchor> valid = new HashSet<>();
    for (X509Certificate anchor : anchors) {
      // PKIX takes an anchor as it is, expired or not; an expired authority is none.
      if (Validity.includes(anchor, at)) {
        valid.add(new TrustAnchor(anchor, null));
      }
    }
    try {
      if (!PolicyBound.holds(certificate)) {
        return none(certificate, null);
      }
      return valid.isEmpty() ? none(certificate, null) : build(certificate, valid);
    } catch (CertPathBuilderException | RuntimeException e) {
      // Whatever certificates a sender includes to make the search stumble, the end is no path.
      return none(certificate, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no PKIX path builder", e);
    }
  }

  private List<X509Certificate> build(X509Certificate certificate, Set<TrustAnchor> valid)
      throws GeneralSecurityException {
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(certificate);
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(valid, target);
    List<X509Certificate> known = new ArrayList<>(intermediates);
    known.add(certificate);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
    parameters.setDate(Date.from(at));
    parameters.setRevocationEnabled(false);
    parameters.setMaxPathLength(MAX_PATH);
    var found = (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
    List<X509Certificate> path = new ArrayList<>();
    found.getCertPath().getCertificates().forEach(c -> path.add((X509Certificate) c));
    path.add(found.getTrustAnchor().getTrustedCert());
    return List.copyOf(path);
  }

  /** Says why there is no path, in the words that help most. */
  private List<X509Certificate> none(X509Certificate certificate, Throwable cause)
      throws UntrustedException {
    var issuer = certificate.getIssuerX500Principal();
    List<X509Certificate> issuers =
        Stream.concat(anchors.stream(), intermediates.stream())
            .filter(c -> c.getSubjectX500Principal().equals(issuer))
            .toList();
    if (!issuers.isEmpty() && issuers.stream().noneMatch(c -> Validity.includes(c, at))) {
      Validity.require(issuers.get(0), at);
    }
    throw new UntrustedException(
        Reason.NO_PATH,
        "no path leads from the certificate of %s, issued by %s, to a trusted authority"
            .formatted(certificate.getSubjectX500Principal(), issuer),
        cause);
  }
}
