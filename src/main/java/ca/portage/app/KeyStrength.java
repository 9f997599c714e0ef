package ca.portage.app;

import ca.portage.config.AlgorithmPolicy;
import ca.portage.pki.PkiException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** Holds the keys that Portage sends with to the profile's policy. */
public final class KeyStrength {
  private KeyStrength() {}

  /** Why a key is too short for what is sent with it, as a sentence; nothing if it is not. */
  public static Optional<String> weakness(
      String what, X509Certificate certificate, AlgorithmPolicy policy) {
    if (!(certificate.getPublicKey() instanceof RSAPublicKey rsa)
        || rsa.getModulus().bitLength() >= policy.minRsaBits()) {
      return Optional.empty();
    }
    return Optional.of(
        what
            + " is an RSA key of "
            + rsa.getModulus().bitLength()
            + " bits; policy.send.minRsaBits of the profile asks for "
            + policy.minRsaBits());
  }

  /** Refuses a key that is too short. */
  public static void require(String what, X509Certificate certificate, AlgorithmPolicy policy)
      throws PkiException {
    Optional<String> weakness = weakness(what, certificate, policy);
    if (weakness.isPresent()) {
      throw new PkiException(weakness.get() + ". Nothing was sent. Obtain a longer key");
    }
  }
}
