package ca.portage.app;

import ca.portage.cms.CmsAlgorithms;
import ca.portage.cms.CmsException;
import ca.portage.cms.CmsKeys;
import ca.portage.cms.CmsPolicy;
import ca.portage.cms.ContentCipher;
import ca.portage.cms.DecryptionKey;
import ca.portage.cms.Digest;
import ca.portage.cms.Grounds;
import ca.portage.cms.KeyTransport;
import ca.portage.cms.SignatureScheme;
import ca.portage.cms.SigningKey;
import ca.portage.config.AlgorithmPolicy;
import ca.portage.config.MessageForm;
import ca.portage.config.Profile;
import ca.portage.pki.KeyRing;
import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import ca.portage.pki.UntrustedException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * The keys of one channel as {@code crypto-cms} asks for them: ours from the key ring, the
 * gateway's from its files, trust by pin and by path at the time of receipt.
 */
final class ChannelKeys implements CmsKeys {
  private final SigningKey signing;
  private final List<DecryptionKey> decryption;
  private final List<X509Certificate> gatewayEncryption;
  private final List<X509Certificate> gatewaySigning;
  private final Trust trust;
  private final CmsAlgorithms algorithms;
  private final CmsPolicy policy;
  private final Clock clock;

  ChannelKeys(
      KeyRing ring,
      List<X509Certificate> gatewayEncryption,
      List<X509Certificate> gatewaySigning,
      Trust trust,
      Profile profile,
      Clock clock)
      throws PkiException {
    AlgorithmPolicy send = profile.policy().send();
    KeyStrength.require("our signing key", ring.signingChain().get(0), send);
    for (X509Certificate certificate : gatewayEncryption) {
      KeyStrength.require("the gateway's encryption key", certificate, send);
    }
    this.signing = new SigningKey(ring.signingKey(), ring.signingChain());
    this.decryption =
        ring.decryption().stream().map(e -> new DecryptionKey(e.key(), e.certificate())).toList();
    this.gatewayEncryption = List.copyOf(gatewayEncryption);
    this.gatewaySigning = List.copyOf(gatewaySigning);
    this.trust = trust;
    this.algorithms = algorithms(profile.message());
    this.policy = policy(profile.policy().receive().algorithms());
    this.clock = clock;
  }

  private static CmsAlgorithms algorithms(MessageForm form) {
    return new CmsAlgorithms(
        Digest.parse(form.digest()).orElseThrow(),
        SignatureScheme.parse(form.signature()).orElseThrow(),
        ContentCipher.parse(form.cipher()).orElseThrow(),
        KeyTransport.parse(form.keyTransport()).orElseThrow(),
        form.algorithmProtection(),
        form.includeCertificates());
  }

  private static CmsPolicy policy(AlgorithmPolicy receive) {
    return new CmsPolicy(
        receive.digests(),
        receive.signatures(),
        receive.ciphers(),
        receive.keyTransports(),
        receive.minRsaBits());
  }

  @Override
  public CmsPolicy policy() {
    return policy;
  }

  @Override
  public SigningKey signingKey() {
    X509Certificate certificate = signing.certificate();
    if (clock.instant().isAfter(certificate.getNotAfter().toInstant())) {
      throw new IllegalStateException(
          "our signing certificate ended on "
              + certificate.getNotAfter().toInstant()
              + "; put the new key into the key store and start again");
    }
    return signing;
  }

  /** The gateway's newest encryption certificate that is valid now. */
  @Override
  public List<X509Certificate> recipients() {
    Instant now = clock.instant();
    return gatewayEncryption.stream()
        .filter(c -> !now.isBefore(c.getNotBefore().toInstant()))
        .filter(c -> !now.isAfter(c.getNotAfter().toInstant()))
        .max(Comparator.comparing(X509Certificate::getNotBefore))
        .map(List::of)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no encryption certificate of the gateway is valid now; put the current one"
                        + " into the file the channel names under gateway.encryption"));
  }

  @Override
  public List<DecryptionKey> decryptionKeys() {
    return decryption;
  }

  @Override
  public CmsAlgorithms algorithms() {
    return algorithms;
  }

  /** The pinned ones: a message need not bring what the channel names. */
  @Override
  public List<X509Certificate> candidateSigners() {
    return gatewaySigning;
  }

  private String stranger(X509Certificate signer) {
    return signer.equals(signing.certificate())
        ? "it was signed with our own certificate: somebody sent something of ours back to us"
        : "it was signed with a certificate that is not the gateway's: "
            + signer.getSubjectX500Principal()
            + ", serial number "
            + signer.getSerialNumber().toString(16)
            + ". Only the certificates that the channel names under gateway.signing count";
  }

  @Override
  public Grounds checkSigner(
      X509Certificate signer, List<X509Certificate> included, Optional<Instant> received)
      throws CmsException {
    if (!gatewaySigning.contains(signer)) {
      throw new CmsException(CmsException.Reason.SIGNER_NOT_PINNED, stranger(signer));
    }
    try {
      Instant at = received.orElseGet(clock::instant);
      List<X509Certificate> path = trust.path(signer, included, at);
      return new Grounds(at, path, listsOf(path));
    } catch (UntrustedException e) {
      throw new CmsException(
          switch (e.reason()) {
            case EXPIRED -> CmsException.Reason.SIGNER_EXPIRED;
            case NOT_YET_VALID -> CmsException.Reason.SIGNER_NOT_YET_VALID;
            case REVOKED -> CmsException.Reason.SIGNER_REVOKED;
            default -> CmsException.Reason.SIGNER_UNTRUSTED;
          },
          e.getMessage());
    }
  }

  @Override
  public Grounds presented(
      X509Certificate signer, List<X509Certificate> included, Optional<Instant> received) {
    List<X509Certificate> all = new ArrayList<>(List.of(signer));
    included.stream().filter(c -> !c.equals(signer)).forEach(all::add);
    return new Grounds(received.orElseGet(clock::instant), all, listsOf(all));
  }

  /**
   * The revocation lists that could have named one of the path: those of its authorities, and of
   * the one above the last.
   */
  private List<X509CRL> listsOf(List<X509Certificate> path) {
    Set<X500Principal> authorities = new HashSet<>();
    for (X509Certificate certificate : path) {
      authorities.add(certificate.getSubjectX500Principal());
      authorities.add(certificate.getIssuerX500Principal());
    }
    return trust.revocationLists().stream()
        .filter(list -> authorities.contains(list.getIssuerX500Principal()))
        .toList();
  }
}
