package ca.portage.ediint;

import ca.portage.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The type of a CMS object, told by its object identifier and never by a header (CIG Q-11). Inside
 * another object PKCS#7 leaves the ContentInfo with the identifier out: signed and compressed data
 * are known by their first fields then.
 */
enum CmsType {
  SIGNED("2a864886f70d010702", "signed data"),
  ENVELOPED("2a864886f70d010703", "encrypted data"),
  AUTH_ENVELOPED("2a864886f70d0109100117", "authenticated encrypted data"),
  COMPRESSED("2a864886f70d0109100109", "compressed data"),
  OTHER("", "an object of another type");

  private static final int HEAD_BYTES = 32;
  private static final int SEQUENCE = 0x30;
  private static final int OBJECT_IDENTIFIER = 6;
  private static final int INTEGER = 2;

  /** Its length and the identifier of zlib (RFC 3274 §2). */
  private static final String ZLIB = "0b2a864886f70d0109100308";

  private final String oid;
  private final String words;

  CmsType(String oid, String words) {
    this.oid = oid;
    this.words = words;
  }

  /** What an admin reads. */
  String words() {
    return words;
  }

  /** The type of the DER or BER object at the start of a content. */
  static CmsType of(Content object) throws IOException {
    byte[] head;
    try (InputStream in = object.open()) {
      head = in.readNBytes(HEAD_BYTES);
    }
    if (head.length < HEAD_BYTES || head[0] != SEQUENCE) {
      return OTHER;
    }
    int first = head[1] & 0xff;
    int at = 2 + (first > 0x80 ? first & 0x7f : 0);
    return at < head.length && head[at] == INTEGER ? bare(head, at) : wrapped(head, at);
  }

  private static CmsType wrapped(byte[] head, int at) {
    String oid = oid(head, at);
    return Arrays.stream(values()).filter(t -> t.oid.equals(oid)).findFirst().orElse(OTHER);
  }

  /** A version, then a set of digest algorithms or the compression algorithm. */
  private static CmsType bare(byte[] head, int at) {
    String fields = HexFormat.of().formatHex(head, at, head.length);
    if (fields.matches("0201..31..30..06.*")) {
      return SIGNED;
    }
    return fields.matches("02010030..06" + ZLIB + ".*") ? COMPRESSED : OTHER;
  }

  private static String oid(byte[] head, int at) {
    if (at + 2 > head.length || head[at] != OBJECT_IDENTIFIER) {
      return "none";
    }
    int end = at + 2 + (head[at + 1] & 0xff);
    return end > head.length ? "none" : HexFormat.of().formatHex(head, at + 2, end);
  }
}
