package ca.portage.ediint;

import ca.portage.cms.Digest;
import ca.portage.content.Content;
import ca.portage.mime.MalformedMimeException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A message integrity check: the digest of the first part with its MIME headers (RFC 4130 §7.3.1;
 * CIG I-07).
 *
 * @param digest the digest, as long as the algorithm's
 * @param algorithm what made it
 */
public record Mic(byte[] digest, Digest algorithm) {
  private static final int BUFFER_BYTES = 64 * 1024;

  /**
   * Keeps a copy.
   *
   * @throws IllegalArgumentException if the digest is not as long as the algorithm's
   */
  public Mic {
    if (digest.length != messageDigest(algorithm).getDigestLength()) {
      throw new IllegalArgumentException(
          digest.length + " bytes are no digest of " + algorithm.word());
    }
    digest = digest.clone();
  }

  /**
   * The check over all the bytes of a content.
   *
   * @throws IOException if the content cannot be read
   */
  public static Mic of(Content content, Digest algorithm) throws IOException {
    MessageDigest digest = messageDigest(algorithm);
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = content.open()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return new Mic(digest.digest(), algorithm);
  }

  /**
   * Reads {@code base64, sha1}, with or without blanks and quotes, the algorithm in any spelling
   * (CIG Q-15).
   *
   * @throws MalformedMimeException if it is no digest of an algorithm we know
   */
  public static Mic parse(String text) throws MalformedMimeException {
    int comma = text.lastIndexOf(',');
    if (comma < 0) {
      throw new MalformedMimeException("a MIC that names no algorithm");
    }
    Digest algorithm =
        Digest.parse(text.substring(comma + 1))
            .orElseThrow(() -> new MalformedMimeException("a MIC of an unknown algorithm"));
    try {
      String base64 = text.substring(0, comma).replaceAll("[\\s\"]", "");
      return new Mic(Base64.getDecoder().decode(base64), algorithm);
    } catch (IllegalArgumentException e) {
      throw new MalformedMimeException("a MIC that is no digest of " + algorithm.word(), e);
    }
  }

  /** Whether both are the same digest of the same algorithm, in constant time. */
  public boolean matches(Mic other) {
    return algorithm == other.algorithm && MessageDigest.isEqual(digest, other.digest);
  }

  @Override
  public byte[] digest() {
    return digest.clone();
  }

  private static MessageDigest messageDigest(Digest algorithm) {
    try {
      return MessageDigest.getInstance(algorithm.jca());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + algorithm.jca(), e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mic that && matches(that);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }

  /** {@code base64, sha1}: the form of {@code Received-content-MIC} and of the ledger. */
  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(digest) + ", " + algorithm.word();
  }
}
