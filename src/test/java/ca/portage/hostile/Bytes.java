package ca.portage.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** Pieces of text and bytes put together; one char of a text is one octet. */
final class Bytes {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Bytes() {}

  /** Strings and byte arrays, one after the other. */
  static byte[] join(Object... pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object piece : pieces) {
      byte[] bytes =
          piece instanceof byte[] raw
              ? raw
              : piece.toString().getBytes(StandardCharsets.ISO_8859_1);
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** A word nobody can guess, of hexadecimal digits. */
  static String word() {
    return HexFormat.of().formatHex(random(8));
  }

  /** Hexadecimal digits that are the same for the same text only. */
  static String digest(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(join(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same bytes with one bit turned. */
  static byte[] flipped(byte[] bytes, int at) {
    byte[] other = bytes.clone();
    other[at] ^= 1;
    return other;
  }

  static byte[] head(byte[] bytes, int count) {
    return Arrays.copyOf(bytes, count);
  }
}
