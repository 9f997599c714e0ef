package ca.portage.cms;

import ca.portage.cms.CmsException.Reason;
import ca.portage.content.Content;
import ca.portage.content.ContentSink;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;

/**
 * Opens EnvelopedData and AuthEnvelopedData of any size in constant memory (RFC 5652 §6, RFC 5083;
 * CIG H-04).
 *
 * <p>The structure is read to its last byte before a key is touched. From then on every failure is
 * the same failure: one text, no cause (reliability.md E15).
 */
public final class CmsDecryptor {
  private static final int NAMED_RECIPIENTS = 3;

  private final CryptoProviders providers;
  private final ContentKeyTransport transport;
  private final CmsPolicy policy;

  private CmsDecryptor(CryptoProviders providers, CmsPolicy policy) {
    this.policy = policy;
    this.providers = providers;
    this.transport = new ContentKeyTransport(providers, new SecureRandom());
  }

  /** The recipient of a message that one of our keys answers to. */
  private record Match(DecryptionKey key, KeyTransRecipientInfo recipient) {}

  /**
   * Decrypts with whichever key the message names, by issuer and serial or by key identifier.
   *
   * @param message a ContentInfo in BER or DER
   * @param keys the current key and former ones, newest first
   * @param policy which ciphers and key transports are accepted; what it refuses was there for
   *     everybody to read, so the refusal may say so
   * @throws CmsException MALFORMED when it is not an encrypted message at all, NO_RECIPIENT_KEY
   *     when it is for none of the keys, ENCRYPTION_REFUSED by the policy, DECRYPTION_FAILED for
   *     everything else
   * @throws IOException when the message cannot be read, the scratch not be written, or the token
   *     of the key fails ({@link TokenException}); nothing is wrong with the message then
   */
  public static Content decrypt(
      Content message, List<DecryptionKey> keys, CmsPolicy policy, Scratch scratch)
      throws CmsException, IOException {
    return decrypt(message, keys, policy, scratch, CryptoProviders.chosen());
  }

  /** The same, with everything accepted that we can open. */
  public static Content decrypt(Content message, List<DecryptionKey> keys, Scratch scratch)
      throws CmsException, IOException {
    return decrypt(message, keys, scratch, CryptoProviders.chosen());
  }

  static Content decrypt(
      Content message, List<DecryptionKey> keys, Scratch scratch, CryptoProviders providers)
      throws CmsException, IOException {
    return decrypt(message, keys, CmsPolicy.EVERYTHING_READABLE, scratch, providers);
  }

  private static Content decrypt(
      Content message,
      List<DecryptionKey> keys,
      CmsPolicy policy,
      Scratch scratch,
      CryptoProviders providers)
      throws CmsException, IOException {
    try {
      return new CmsDecryptor(providers, policy).open(message, keys, scratch);
    } catch (MalformedBerException
        | GeneralSecurityException
        | RuntimeException
        | StackOverflowError e) {
      throw CmsException.decryptionFailed();
    }
  }

  private Content open(Content message, List<DecryptionKey> keys, Scratch scratch)
      throws CmsException, IOException, GeneralSecurityException {
    EnvelopeStructure envelope = EnvelopeStructure.read(message, OutputStream.nullOutputStream());
    Match match = match(envelope, keys);
    policy.acceptEncryption(
        envelope.cipher(), ContentKeyTransport.word(match.recipient().getKeyEncryptionAlgorithm()));
    byte[] key = contentKey(envelope, match);
    try (ContentSink sink = scratch.sink();
        Opening opening = Opening.of(envelope, key, providers, sink)) {
      EnvelopeStructure.read(message, opening);
      opening.finish();
      return sink.content();
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private byte[] contentKey(EnvelopeStructure envelope, Match match)
      throws MalformedBerException, GeneralSecurityException, TokenException {
    return transport.unwrap(
        match.recipient().getEncryptedKey().getOctets(),
        match.recipient().getKeyEncryptionAlgorithm(),
        envelope.cipher().keyBytes(),
        match.key());
  }

  private static Match match(EnvelopeStructure envelope, List<DecryptionKey> keys)
      throws CmsException, MalformedBerException {
    List<CertificateName> names = new ArrayList<>();
    for (KeyTransRecipientInfo recipient : envelope.recipients()) {
      names.add(CertificateName.of(recipient.getRecipientIdentifier()));
    }
    for (DecryptionKey key : keys) {
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i).names(key.certificate())) {
          return new Match(key, envelope.recipients().get(i));
        }
      }
    }
    throw new CmsException(Reason.NO_RECIPIENT_KEY, notForUs(names));
  }

  private static String notForUs(List<CertificateName> names) {
    Optional<String> shown =
        names.stream()
            .limit(NAMED_RECIPIENTS)
            .map(CertificateName::toString)
            .reduce((a, b) -> a + "; " + b);
    return "The message is encrypted for another certificate than ours ("
        + shown.orElse("no RSA recipient at all")
        + (names.size() > NAMED_RECIPIENTS ? "; and others" : "")
        + "). Add the former key to the channel if it was ours, or give the sender our present"
        + " certificate.";
  }
}
