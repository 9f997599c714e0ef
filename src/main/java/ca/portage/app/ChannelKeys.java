package ca.portage.app;

import ca.portage.app.trust.GatewayTrust;
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
import ca.portage.pki.Lifetime;
import ca.portage.pki.Lifetime.Role;
import ca.portage.pki.Trust;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys of one channel as {@code crypto-cms} asks for them: ours from the key ring, the
 * gateway's from its files, trust by pin and by path at the time of receipt.
 */
final class ChannelKeys implements CmsKeys {
  private final OwnKeys own;
  private final GatewayTrust gateway;
  private final CmsAlgorithms algorithms;
  private final CmsPolicy policy;

  ChannelKeys(OwnKeys own, GatewayTrust gateway, Profile profile) {
    this.own = own;
    this.gateway = gateway;
    this.algorithms = algorithms(profile.message());
    this.policy = policy(profile.policy().receive().algorithms());
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
    return own.signing();
  }

  /** The gateway's newest encryption certificate that may be used now. */
  @Override
  public List<X509Certificate> recipients() {
    return List.of(gateway.recipient());
  }

  @Override
  public List<DecryptionKey> decryptionKeys() {
    return own.decryption();
  }

  @Override
  public CmsAlgorithms algorithms() {
    return algorithms;
  }

  /** The pinned ones: a message need not bring what the channel names. */
  @Override
  public List<X509Certificate> candidateSigners() {
    return gateway.signers();
  }

  private String stranger(X509Certificate signer) {
    return own.isOurs(signer)
        ? "it was signed with our own certificate: somebody sent something of ours back to us"
        : "it was signed with a certificate that is not the gateway's: "
            + signer.getSubjectX500Principal()
            + ", serial number "
            + signer.getSerialNumber().toString(16)
            + ". Only the certificates under gateway.signing, and the names under gateway.signer, of"
            + " the channel count";
  }

  @Override
  public Grounds checkSigner(
      X509Certificate signer, List<X509Certificate> included, Optional<Instant> received)
      throws CmsException {
    if (!gateway.expects(signer)) {
      throw new CmsException(CmsException.Reason.SIGNER_NOT_PINNED, stranger(signer));
    }
    return gateway.check(signer, included, received);
  }

  @Override
  public Grounds presented(
      X509Certificate signer, List<X509Certificate> included, Optional<Instant> received) {
    return gateway.presented(signer, included, received);
  }

  /** How long each key, certificate, authority and list that this channel relies on is good. */
  List<Lifetime> lifetimes() {
    List<Lifetime> all = new ArrayList<>();
    for (KeyRing.Signer signer : own.ring().signers()) {
      all.add(signer.lifetime());
      signer.chain().stream().skip(1).forEach(c -> all.add(Lifetime.of(Role.AUTHORITY, c)));
    }
    own.decryption().forEach(key -> all.add(Lifetime.of(Role.DECRYPTION_KEY, key.certificate())));
    gateway.encryptionCertificates().forEach(c -> all.add(Lifetime.of(Role.GATEWAY_ENCRYPTION, c)));
    gateway.signers().forEach(c -> all.add(Lifetime.of(Role.GATEWAY_SIGNING, c)));
    all.addAll(gateway.metLifetimes());
    Trust trust = gateway.trust();
    trust.anchors().forEach(c -> all.add(Lifetime.of(Role.AUTHORITY, c)));
    trust.revocationLists().forEach(list -> all.add(Lifetime.of(list)));
    return all.stream().distinct().toList();
  }
}
