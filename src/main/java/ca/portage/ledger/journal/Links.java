package ca.portage.ledger.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What ties each line to every line before it. A line's link is the SHA-256 of the link before it
 * and of the SHA-256 of what the line says; the next line carries it as {@code prev}. Two digests
 * in place of one let an export leave out what a line says of others and still be proved.
 */
final class Links {
  static final String FIELD = ",\"prev\":\"";

  /** The field with its value and its closing quote. */
  static final int FIELD_BYTES = FIELD.length() + 64 + 1;

  /** Before the first line. */
  static final String NONE = "0".repeat(64);

  private static final HexFormat HEX = HexFormat.of();

  private final MessageDigest sha256;

  Links() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256, which every Java must have", e);
    }
  }

  /** The digest of what a line says. */
  String digest(byte[] bytes, int offset, int length) {
    sha256.update(bytes, offset, length);
    return HEX.formatHex(sha256.digest());
  }

  /** The link of a line with this digest that follows the link {@code before}. */
  String next(String before, String digest) {
    sha256.update(HEX.parseHex(before));
    sha256.update(HEX.parseHex(digest));
    return HEX.formatHex(sha256.digest());
  }
}
