package ca.portage.cms;

import java.util.Arrays;
import java.util.Optional;

/** How the content key travels to a recipient's RSA key (RFC 3370 §4.2.1, RFC 3560; CIG H-05). */
public enum KeyTransport {
  /** RSAES-PKCS1-v1_5, what every old gateway reads. */
  PKCS1("pkcs1"),
  /** RSAES-OAEP with SHA-1 and MGF1 of SHA-1, the default parameters of RFC 3560. */
  OAEP_SHA1("oaep-sha1"),
  /** RSAES-OAEP with SHA-256 and MGF1 of SHA-256. */
  OAEP_SHA256("oaep-sha256");

  private final String word;

  KeyTransport(String word) {
    this.word = word;
  }

  /** The word of a profile: {@code oaep-sha256}. */
  public String word() {
    return word;
  }

  /** The key transport a profile names, or empty when the word is none of them. */
  public static Optional<KeyTransport> parse(String word) {
    return Arrays.stream(values()).filter(t -> t.word.equals(word)).findFirst();
  }
}
