package ca.portage.cms;

import java.util.Arrays;
import java.util.Optional;

/**
 * A content-encryption algorithm that Portage writes (RFC 3370 §5, RFC 3565, RFC 5084, RFC 2984;
 * CIG H-04).
 */
public enum ContentCipher {
  DES3_CBC("3des", "1.2.840.113549.3.7", "DESede", 24, 8),
  CAST5_CBC("cast5", "1.2.840.113533.7.66.10", "CAST5", 16, 8),
  AES128_CBC("aes-128-cbc", "2.16.840.1.101.3.4.1.2", "AES", 16, 16),
  AES192_CBC("aes-192-cbc", "2.16.840.1.101.3.4.1.22", "AES", 24, 16),
  AES256_CBC("aes-256-cbc", "2.16.840.1.101.3.4.1.42", "AES", 32, 16),
  AES128_GCM("aes-128-gcm", "2.16.840.1.101.3.4.1.6", "AES", 16, 16),
  AES256_GCM("aes-256-gcm", "2.16.840.1.101.3.4.1.46", "AES", 32, 16);

  private final String word;
  private final String oid;
  private final String keyAlgorithm;
  private final int keyBytes;
  private final int blockBytes;

  ContentCipher(String word, String oid, String keyAlgorithm, int keyBytes, int blockBytes) {
    this.word = word;
    this.oid = oid;
    this.keyAlgorithm = keyAlgorithm;
    this.keyBytes = keyBytes;
    this.blockBytes = blockBytes;
  }

  /** The word of a profile: {@code aes-256-cbc}. */
  public String word() {
    return word;
  }

  /** The dotted object identifier. */
  public String oid() {
    return oid;
  }

  /** Whether the cipher authenticates what it encrypts, so the message is AuthEnvelopedData. */
  public boolean authenticated() {
    return this == AES128_GCM || this == AES256_GCM;
  }

  String keyAlgorithm() {
    return keyAlgorithm;
  }

  int keyBytes() {
    return keyBytes;
  }

  int blockBytes() {
    return blockBytes;
  }

  String transformation() {
    return keyAlgorithm + (authenticated() ? "/GCM/NoPadding" : "/CBC/PKCS5Padding");
  }

  /** The cipher a profile names, or empty when the word is none of them. */
  public static Optional<ContentCipher> parse(String word) {
    return Arrays.stream(values()).filter(c -> c.word.equals(word)).findFirst();
  }
}
