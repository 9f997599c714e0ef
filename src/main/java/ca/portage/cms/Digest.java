package ca.portage.cms;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A message digest as the field names it in {@code micalg} and in a receipt (RFC 5751 §3.4.3.2).
 */
public enum Digest {
  SHA1("sha1", "SHA-1", "1.3.14.3.2.26", 20),
  SHA256("sha256", "SHA-256", "2.16.840.1.101.3.4.2.1", 32),
  SHA384("sha384", "SHA-384", "2.16.840.1.101.3.4.2.2", 48),
  SHA512("sha512", "SHA-512", "2.16.840.1.101.3.4.2.3", 64);

  private final String word;
  private final String jca;
  private final String oid;
  private final int lengthBytes;

  Digest(String word, String jca, String oid, int lengthBytes) {
    this.word = word;
    this.jca = jca;
    this.oid = oid;
    this.lengthBytes = lengthBytes;
  }

  /** The word of configuration, {@code micalg} and {@code Received-content-MIC}: {@code sha1}. */
  public String word() {
    return word;
  }

  /** The name the Java cryptography architecture knows: {@code SHA-1}. */
  public String jca() {
    return jca;
  }

  /** The dotted object identifier. */
  public String oid() {
    return oid;
  }

  /** How long a digest is, in bytes. */
  public int lengthBytes() {
    return lengthBytes;
  }

  /**
   * Reads any spelling met in the field: {@code sha1}, {@code SHA-1}, {@code rsa-sha1}, {@code
   * "sha-256"} (CIG Q-15).
   */
  public static Optional<Digest> parse(String spelling) {
    String plain = spelling.toLowerCase(Locale.ROOT).replace("rsa", "").replaceAll("[^a-z0-9]", "");
    return Arrays.stream(values()).filter(d -> d.word.equals(plain)).findFirst();
  }
}
