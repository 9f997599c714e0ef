package ca.portage.cms;

import java.util.Arrays;
import java.util.Optional;

/** How an RSA key signs (RFC 3370 §3.2, RFC 4056). An EC key signs ECDSA whatever this says. */
public enum SignatureScheme {
  /** RSASSA-PKCS1-v1_5. */
  PKCS1("pkcs1"),
  /** RSASSA-PSS with MGF1 of the same digest and a salt as long as the digest. */
  PSS("pss");

  private final String word;

  SignatureScheme(String word) {
    this.word = word;
  }

  /** The word of a profile: {@code pss}. */
  public String word() {
    return word;
  }

  /** The scheme a profile names, or empty when the word is none of them. */
  public static Optional<SignatureScheme> parse(String word) {
    return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
  }
}
