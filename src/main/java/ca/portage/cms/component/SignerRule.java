package ca.portage.cms.component;

import ca.portage.cms.CmsException;
import ca.portage.cms.CmsException.Reason;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which signers are believed: valid at the time of receipt, among the pinned ones if there are any,
 * and with a path to a trusted authority if there are any (RFC 5280 §6). Revocation is not checked
 * here; keys given as a bean may do so.
 *
 * @param pinned the only certificates that may sign, or none
 * @param trusted self-signed authorities and, beside them, intermediate ones
 * @param clock the time of receipt where nothing else tells it; a signer's own signing time proves
 *     nothing
 */
record SignerRule(List<X509Certificate> pinned, List<X509Certificate> trusted, Clock clock) {

  void check(X509Certificate signer, List<X509Certificate> included, Instant at)
      throws CmsException {
    String name = signer.getSubjectX500Principal().getName().replaceAll("\\p{Cntrl}", "?");
    checkTime(signer, at, name);
    if (!pinned.isEmpty() && !pinned.contains(signer)) {
      throw new CmsException(
          Reason.SIGNER_NOT_PINNED,
          "The signature verifies, but its signer " + name + " is not one of the signers set.");
    }
    if (!trusted.isEmpty()) {
      checkPath(signer, included, at, name);
    }
  }

  private static void checkTime(X509Certificate signer, Instant at, String name)
      throws CmsException {
    try {
      signer.checkValidity(Date.from(at));
    } catch (CertificateExpiredException e) {
      throw new CmsException(
          Reason.SIGNER_EXPIRED,
          "The certificate of " + name + " expired at " + signer.getNotAfter().toInstant() + ".",
          e);
    } catch (CertificateNotYetValidException e) {
      throw new CmsException(
          Reason.SIGNER_NOT_YET_VALID,
          "The certificate of "
              + name
              + " is not valid before "
              + signer.getNotBefore().toInstant()
              + "; check this machine's clock.",
          e);
    }
  }

  private void checkPath(
      X509Certificate signer, List<X509Certificate> included, Instant at, String name)
      throws CmsException {
    List<X509Certificate> helping = new ArrayList<>(included);
    helping.addAll(trusted);
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(signer);
    try {
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors(), target);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at));
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(helping)));
      CertPathBuilder.getInstance("PKIX").build(parameters);
    } catch (GeneralSecurityException e) {
      throw new CmsException(
          Reason.SIGNER_UNTRUSTED,
          "The signature verifies, but no valid path leads from its signer "
              + name
              + " to an authority of the trust folder.",
          e);
    }
  }

  static boolean selfIssued(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  private Set<TrustAnchor> anchors() {
    return trusted.stream()
        .filter(SignerRule::selfIssued)
        .map(c -> new TrustAnchor(c, null))
        .collect(Collectors.toSet());
  }
}
