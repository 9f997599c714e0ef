package ca.portage.cms.component;

import ca.portage.cms.CmsAlgorithms;
import ca.portage.cms.CmsException;
import ca.portage.cms.CmsKeys;
import ca.portage.cms.DecryptionKey;
import ca.portage.cms.Grounds;
import ca.portage.cms.SigningKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of one endpoint as its options named them; what it does not need may be absent. */
record LoadedKeys(
    Optional<SigningKey> signing,
    List<X509Certificate> recipients,
    List<DecryptionKey> decryptionKeys,
    CmsAlgorithms algorithms,
    SignerRule rule)
    implements CmsKeys {

  @Override
  public SigningKey signingKey() {
    return signing.orElseThrow(() -> new IllegalStateException("this endpoint does not sign"));
  }

  @Override
  public List<X509Certificate> candidateSigners() {
    return rule.pinned();
  }

  @Override
  public Grounds checkSigner(
      X509Certificate signer, List<X509Certificate> included, Optional<Instant> received)
      throws CmsException {
    rule.check(signer, included, received.orElseGet(rule.clock()::instant));
    return presented(signer, List.of(), received);
  }

  @Override
  public Grounds presented(
      X509Certificate signer, List<X509Certificate> included, Optional<Instant> received) {
    List<X509Certificate> all = new ArrayList<>(List.of(signer));
    included.stream().filter(c -> !c.equals(signer)).forEach(all::add);
    return new Grounds(received.orElseGet(rule.clock()::instant), all, List.of());
  }
}
