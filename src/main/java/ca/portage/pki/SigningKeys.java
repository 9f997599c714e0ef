package ca.portage.pki;

import ca.portage.config.SigningTerm;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The keys of one alias that sign from a time on, those with the newest certificate first.
 *
 * @param place where they are kept, for errors
 */
record SigningKeys(SigningTerm term, String place, List<KeyRing.Signer> signers) {
  SigningKeys {
    signers = List.copyOf(signers);
  }

  /** The key that signs at a time, of several terms, the earliest first. */
  static KeyRing.Signer choose(List<SigningKeys> terms, Instant at) throws PkiException {
    for (int i = terms.size() - 1; i >= 0; i--) {
      Optional<KeyRing.Signer> signer = terms.get(i).signer(at);
      if (signer.isPresent()) {
        return signer.get();
      }
    }
    throw terms.stream()
        .filter(keys -> keys.term.began(at))
        .reduce((earlier, later) -> later)
        .map(keys -> keys.refusal(at))
        .orElseGet(() -> terms.get(0).tooEarly());
  }

  /** One whose usage period leaves it free to sign, else one whose certificate is valid. */
  private Optional<KeyRing.Signer> signer(Instant at) {
    if (!term.began(at)) {
      return Optional.empty();
    }
    List<KeyRing.Signer> valid =
        signers.stream().filter(s -> Validity.includes(certificate(s), at)).toList();
    return valid.stream()
        .filter(s -> UsagePeriod.of(certificate(s)).includes(at))
        .findFirst()
        .or(() -> valid.stream().findFirst());
  }

  private static X509Certificate certificate(KeyRing.Signer signer) {
    return signer.entry().certificate();
  }

  private PkiException refusal(Instant at) {
    return new PkiException(
        "%s: alias '%s' cannot sign: %s; obtain a new certificate, or check the clock"
            .formatted(place, term.alias(), Validity.describe(certificate(signers.get(0)), at)));
  }

  private PkiException tooEarly() {
    return new PkiException(
        "no key signs yet: identity.signing has '%s' sign only from %s on; list the key before it, or take the date away"
            .formatted(term.alias(), term.from().orElseThrow()));
  }
}
