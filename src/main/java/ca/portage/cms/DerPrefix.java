package ca.portage.cms;

import java.io.ByteArrayOutputStream;

/**
 * What stands before a content of known length in a definite-length encoding (X.690 §10.1), built
 * from the inside outwards so that no byte of the content is needed.
 */
final class DerPrefix {
  static final int SEQUENCE = 0x30;
  static final int OCTETS = 0x04;
  static final int EXPLICIT_0 = 0xA0;
  static final int IMPLICIT_OCTETS_0 = 0x80;

  private byte[] prefix = {};
  private long following;

  /** Starts around a content of {@code lengthBytes}. */
  DerPrefix(long lengthBytes) {
    this.following = lengthBytes;
  }

  /** Puts an identifier and a length before everything so far. */
  DerPrefix wrap(int tag) {
    return before(header(tag, prefix.length + following));
  }

  /** Puts whole elements before everything so far. */
  DerPrefix before(byte[] elements) {
    byte[] joined = new byte[elements.length + prefix.length];
    System.arraycopy(elements, 0, joined, 0, elements.length);
    System.arraycopy(prefix, 0, joined, elements.length, prefix.length);
    prefix = joined;
    return this;
  }

  /** Counts bytes that the caller writes after everything so far. */
  DerPrefix after(int lengthBytes) {
    following += lengthBytes;
    return this;
  }

  byte[] bytes() {
    return prefix.clone();
  }

  static byte[] header(int tag, long length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(10);
    out.write(tag);
    if (length < 0x80) {
      out.write((int) length);
    } else {
      int count = (64 - Long.numberOfLeadingZeros(length) + 7) / 8;
      out.write(0x80 | count);
      for (int shift = (count - 1) * 8; shift >= 0; shift -= 8) {
        out.write((int) (length >>> shift));
      }
    }
    return out.toByteArray();
  }
}
