package ca.portage.cms;

import ca.portage.content.Content;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Finds out whether a content would verify with other line ends, the commonest reason why honest
 * signatures fail (CIG G-07s, reliability.md E16). It only explains; nothing verifies by it.
 */
record LineEnds(Content content, Digest digest, byte[] expected, CryptoProviders providers) {

  /** A sentence for the administrator, empty when line ends are not the reason. */
  String hint() throws IOException {
    if (MessageDigest.isEqual(with("\n"), expected)) {
      return "; the sender signed it with LF line ends but sent CRLF";
    }
    if (MessageDigest.isEqual(with("\r\n"), expected)) {
      return "; the sender signed it with CRLF line ends but it arrived with LF";
    }
    return "";
  }

  private byte[] with(String lineEnd) throws IOException {
    MessageDigest hash = providers.newDigest(digest);
    byte[] end = lineEnd.getBytes(StandardCharsets.US_ASCII);
    try (InputStream in = new BufferedInputStream(content.open(), 1 << 16)) {
      boolean heldReturn = false;
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        if (heldReturn && octet != '\n') {
          hash.update((byte) '\r');
        }
        heldReturn = octet == '\r';
        if (octet == '\n') {
          hash.update(end);
        } else if (!heldReturn) {
          hash.update((byte) octet);
        }
      }
      if (heldReturn) {
        hash.update((byte) '\r');
      }
    }
    return hash.digest();
  }
}
