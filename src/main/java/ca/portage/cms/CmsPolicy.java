package ca.portage.cms;

import ca.portage.cms.CmsException.Reason;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * What is accepted in messages that come in, as words of a profile (reliability E4, E12).
 *
 * <p>Cipher and key transport stand in the clear and are judged before a key is used, so a refusal
 * names its reason. Digest, scheme and key of a signature are judged when it has been decrypted and
 * has verified; whoever's did not verify hears of a failure to decrypt, whatever it was.
 *
 * @param digests of signatures: {@code sha256}
 * @param signatures {@code pkcs1}, {@code pss}, {@code ecdsa}
 * @param ciphers of the content: {@code aes-256-cbc}, {@code rc2-128}
 * @param keyTransports {@code pkcs1}, {@code oaep-sha256}
 * @param minRsaBits the shortest RSA key of a signer
 */
public record CmsPolicy(
    List<String> digests,
    List<String> signatures,
    List<String> ciphers,
    List<String> keyTransports,
    int minRsaBits) {

  /** No restriction beside what can be read at all. */
  public static final CmsPolicy EVERYTHING_READABLE =
      new CmsPolicy(
          Arrays.stream(Digest.values()).map(Digest::word).toList(),
          List.of("pkcs1", "pss", "ecdsa"),
          Stream.concat(
                  Arrays.stream(ContentCipher.values()).map(ContentCipher::word),
                  Stream.of("rc2-128", "rc2-64"))
              .toList(),
          Stream.concat(
                  Stream.of("pkcs1"), Arrays.stream(Digest.values()).map(d -> "oaep-" + d.word()))
              .toList(),
          0);

  private static final int MAX_SHOWN = 80;

  private static final Map<String, String> BROKEN_CIPHERS =
      Map.of("1.3.14.3.2.7", "des", "1.2.840.113549.3.4", "rc4");
  private static final Map<String, String> BROKEN_DIGESTS =
      Map.of("1.2.840.113549.2.5", "md5", "1.2.840.113549.2.2", "md2");

  /** Keeps copies. */
  public CmsPolicy {
    digests = List.copyOf(digests);
    signatures = List.copyOf(signatures);
    ciphers = List.copyOf(ciphers);
    keyTransports = List.copyOf(keyTransports);
  }

  /** Refuses an envelope that is not accepted; a key transport without a word fails later. */
  void acceptEncryption(CipherParameters cipher, Optional<String> keyTransport)
      throws CmsException {
    if (!ciphers.contains(cipher.word())) {
      throw refused(
          Reason.ENCRYPTION_REFUSED, "encrypted with " + cipher.word(), "ciphers", ciphers);
    }
    if (keyTransport.isPresent() && !keyTransports.contains(keyTransport.get())) {
      throw refused(
          Reason.ENCRYPTION_REFUSED,
          "encrypted with its content key under " + keyTransport.get(),
          "keyTransports",
          keyTransports);
    }
  }

  /**
   * Refuses a signature that verifies but is not accepted.
   *
   * @throws CmsException SIGNATURE_REFUSED
   */
  public void accept(Verified verified) throws CmsException {
    if (!digests.contains(verified.digest().word())) {
      throw refused(
          Reason.SIGNATURE_REFUSED, "signed over " + verified.digest().word(), "digests", digests);
    }
    if (!signatures.contains(verified.scheme())) {
      throw refused(
          Reason.SIGNATURE_REFUSED, "signed with " + verified.scheme(), "signatures", signatures);
    }
    if (verified.signer().getPublicKey() instanceof RSAPublicKey rsa
        && rsa.getModulus().bitLength() < minRsaBits) {
      throw new CmsException(
          Reason.SIGNATURE_REFUSED,
          "The message is signed with an RSA key of "
              + rsa.getModulus().bitLength()
              + " bits; policy.receive.minRsaBits of the profile asks for "
              + minRsaBits
              + ". Nothing of it was used. Ask the sender for a stronger key.");
    }
  }

  /** A cipher that no policy can allow. */
  static void refuseBroken(AlgorithmIdentifier cipher) throws CmsException {
    String word = BROKEN_CIPHERS.get(cipher.getAlgorithm().getId());
    if (word != null) {
      throw broken(word);
    }
  }

  static CmsException broken(String cipher) {
    return new CmsException(
        Reason.ENCRYPTION_REFUSED,
        "The message is encrypted with "
            + cipher
            + ", which is broken and never opened. Ask the sender for another cipher.");
  }

  /** A cipher, or a use of one, that Portage does not have; no key was touched yet. */
  static CmsException unusable(String what) {
    return new CmsException(
        Reason.ENCRYPTION_REFUSED,
        "The message is encrypted with "
            + what
            + ", which Portage does not open. Nothing of it was used. Ask the sender for another"
            + " cipher, such as aes-256-cbc.");
  }

  /** An identifier that a sender made up may be as long as it likes. */
  static String shown(ASN1ObjectIdentifier id) {
    String text = id.getId();
    return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
  }

  static CmsException unknownDigest(AlgorithmIdentifier digest) {
    String oid = shown(digest.getAlgorithm());
    String word = BROKEN_DIGESTS.get(oid);
    return word == null
        ? new CmsException(
            Reason.SIGNATURE_INVALID,
            "The signature does not verify: its digest algorithm " + oid + " is not accepted.")
        : new CmsException(
            Reason.SIGNATURE_REFUSED,
            "The message is signed over "
                + word
                + ", which is broken and never accepted. Ask the sender for another digest.");
  }

  private static CmsException refused(Reason reason, String how, String key, List<String> allowed) {
    return new CmsException(
        reason,
        "The message is "
            + how
            + ", which policy.receive."
            + key
            + " of the profile does not allow (allowed: "
            + String.join(", ", allowed)
            + "). Nothing of it was used. Ask the sender for another one, or allow it there.");
  }
}
