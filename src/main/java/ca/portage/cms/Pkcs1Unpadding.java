package ca.portage.cms;

/**
 * Takes a key of known length out of RSAES-PKCS1-v1_5 padding without a branch that depends on the
 * padding (RFC 8017 §7.2.2, RFC 3218 §2.3.2).
 */
final class Pkcs1Unpadding {
  private Pkcs1Unpadding() {}

  /** The last bytes of the block when the padding before them is right, else the substitute. */
  static byte[] keyOrSubstitute(byte[] block, byte[] substitute) {
    int start = block.length - substitute.length;
    if (start < 11) {
      return substitute;
    }
    int wrong = block[0] | (block[1] ^ 2) | block[start - 1];
    for (int i = 2; i < start - 1; i++) {
      int octet = block[i] & 0xff;
      wrong |= (octet - 1) >>> 31;
    }
    int mask = ((wrong & 0xff) - 1) >> 31;
    byte[] key = new byte[substitute.length];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (block[start + i] & mask | substitute[i] & ~mask);
    }
    return key;
  }
}
