package ca.portage.pki.cmp;

import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import ca.portage.pki.UntrustedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.cmp.CMPException;
import org.bouncycastle.cert.cmp.ProtectedPKIMessage;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/**
 * Whose protection an answer must bear: the CA's own, or that of somebody the CA named for it. A
 * valid path alone is not enough, as every client of the same CA has one.
 */
final class CaTrust {
  /** The CA lets such a certificate speak for it: id-kp-cmcCA, id-kp-cmcRA (RFC 9810 §4.5). */
  private static final Set<String> SPEAKERS = Set.of("1.3.6.1.5.5.7.3.27", "1.3.6.1.5.5.7.3.28");

  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final Trust trust;
  private final X500Principal authority;
  private final Clock clock;

  CaTrust(Trust trust, X500Principal authority, Clock clock) {
    this.trust = trust;
    this.authority = authority;
    this.clock = clock;
  }

  /**
   * Believes an answer, or says why not.
   *
   * @return the certificates it brought along
   * @throws PkiException if it is not protected by the CA
   */
  List<X509Certificate> require(ProtectedPKIMessage answer) throws PkiException {
    if (answer.hasPasswordBasedMacProtection()) {
      throw new PkiException("the answer is protected by a shared secret, and none was agreed");
    }
    List<X509Certificate> brought = certificates(answer.getCertificates());
    Set<X509Certificate> candidates = new LinkedHashSet<>(brought);
    candidates.addAll(trust.anchors());
    PkiException why = null;
    for (X509Certificate candidate : candidates) {
      if (signedBy(answer, candidate)) {
        try {
          requireSpeaker(candidate, brought);
          return brought;
        } catch (PkiException e) {
          why = e;
        }
      }
    }
    throw why != null
        ? why
        : new PkiException(
            "the answer's protection fits no certificate that it brought or that is trusted; was"
                + " it changed on the way, or is the CA's certificate missing here?");
  }

  private static boolean signedBy(ProtectedPKIMessage answer, X509Certificate candidate) {
    try {
      return answer.verify(new JcaContentVerifierProviderBuilder().build(candidate.getPublicKey()));
    } catch (CMPException | OperatorCreationException | RuntimeException e) {
      // A key of another kind than the protection's is simply not the one that made it.
      return false;
    }
  }

  private void requireSpeaker(X509Certificate signer, List<X509Certificate> brought)
      throws PkiException {
    if (trust.anchors().contains(signer)) {
      return;
    }
    try {
      trust.check(signer, brought, clock.instant());
    } catch (UntrustedException e) {
      throw new PkiException("the answer is not believed: " + e.getMessage(), e);
    }
    if (!signer.getSubjectX500Principal().equals(authority) && !speaks(signer)) {
      throw new PkiException(
          "the answer is protected by %s, who is neither the CA (%s) nor named by it to answer"
              .formatted(signer.getSubjectX500Principal().getName(), authority.getName()));
    }
  }

  private static boolean speaks(X509Certificate signer) throws PkiException {
    try {
      List<String> usages = signer.getExtendedKeyUsage();
      return usages != null && usages.stream().anyMatch(SPEAKERS::contains);
    } catch (GeneralSecurityException e) {
      throw new PkiException("the certificate of the answer's signer is damaged", e);
    }
  }

  /**
   * Requires that a new certificate leads to the CA.
   *
   * @throws PkiException if it does not
   */
  void requireIssued(X509Certificate certificate, List<X509Certificate> brought)
      throws PkiException {
    Instant now = clock.instant();
    Instant begins = certificate.getNotBefore().toInstant();
    // A CA whose clock is a little ahead issues for a moment that is not here yet.
    boolean soon = begins.isAfter(now) && begins.isBefore(now.plus(TOLERANCE));
    try {
      trust.requireIssued(certificate, brought, soon ? begins : now);
    } catch (UntrustedException e) {
      throw new PkiException("the new certificate is not believed: " + e.getMessage(), e);
    }
  }

  static List<X509Certificate> certificates(X509CertificateHolder... holders) throws PkiException {
    List<X509Certificate> all = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (X509CertificateHolder holder : holders) {
        all.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(holder.getEncoded())));
      }
      return List.copyOf(all);
    } catch (GeneralSecurityException | IOException e) {
      throw new PkiException("the answer holds a certificate that cannot be read", e);
    }
  }
}
