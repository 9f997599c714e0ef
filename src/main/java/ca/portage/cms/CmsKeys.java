package ca.portage.cms;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The keys and rules of one channel. Asked for each message, so keys may change while running. */
public interface CmsKeys {

  /** The key that signs what goes out. */
  SigningKey signingKey();

  /** Whom a message is encrypted for, at least one. */
  List<X509Certificate> recipients();

  /** The keys that open what comes in: the current one and former ones, newest first. */
  List<DecryptionKey> decryptionKeys();

  /** How messages are written. */
  CmsAlgorithms algorithms();

  /** Which algorithms and key sizes are accepted in what comes in; by default all we can open. */
  default CmsPolicy policy() {
    return CmsPolicy.EVERYTHING_READABLE;
  }

  /**
   * Certificates that may have signed a message which includes none. The default is none: a message
   * must then bring its signer's certificate.
   */
  default List<X509Certificate> candidateSigners() {
    return List.of();
  }

  /**
   * Decides whether a signer, whose signature has verified, is to be believed.
   *
   * @param signer the certificate whose key made the signature
   * @param included every certificate the message brought, for path building only
   * @param received when the message came; empty for one that comes right now. A message is judged
   *     as of then however often and however late it is looked at
   * @return what that rests on
   * @throws CmsException SIGNER_UNTRUSTED, SIGNER_EXPIRED, SIGNER_NOT_YET_VALID, SIGNER_REVOKED,
   *     SIGNER_STATUS_UNKNOWN, SIGNER_NOT_PINNED
   */
  Grounds checkSigner(
      X509Certificate signer, List<X509Certificate> included, Optional<Instant> received)
      throws CmsException;

  /**
   * What was looked at of a signer, whose signature has verified, whether or not it is believed.
   *
   * @param received the time of receipt; now if it is not known
   * @return that time, the signer's certificate and those the message brought as they came, and the
   *     lists that could have named one of them
   */
  Grounds presented(
      X509Certificate signer, List<X509Certificate> included, Optional<Instant> received);
}
