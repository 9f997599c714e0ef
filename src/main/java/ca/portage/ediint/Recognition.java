package ca.portage.ediint;

import ca.portage.content.Content;
import java.io.IOException;
import java.io.InputStream;

/**
 * Whether what a decryption gave can be a message at all. A wrong key or damaged ciphertext mostly
 * gives noise, and whoever sees noise called by another name than a failed decryption has an oracle
 * (reliability E11, E15).
 */
public final class Recognition {
  private static final int HEAD_BYTES = 1024;
  private static final int ASCII_BYTES = 64;

  private Recognition() {}

  /**
   * Whether the content starts as a CMS object or as lines of text.
   *
   * @throws IOException if the content cannot be read
   */
  public static boolean canBeMessage(Content decrypted) throws IOException {
    if (CmsType.of(decrypted) != CmsType.OTHER) {
      return true;
    }
    byte[] head;
    try (InputStream in = decrypted.open()) {
      head = in.readNBytes(HEAD_BYTES);
    }
    boolean started = false;
    boolean field = false;
    for (int at = 0; at < head.length; at++) {
      if (started && blankLine(head, at)) {
        return field;
      }
      started |= head[at] != '\r' && head[at] != '\n';
      field |= head[at] == ':';
      if (!isText(head[at], at)) {
        return false;
      }
    }
    return started;
  }

  /** The end of a header block; a body may hold any bytes. */
  private static boolean blankLine(byte[] head, int at) {
    return head[at] == '\n'
        && at + 1 < head.length
        && (head[at + 1] == '\n' || head[at + 1] == '\r' && next(head, at + 2) == '\n');
  }

  private static int next(byte[] head, int at) {
    return at < head.length ? head[at] : -1;
  }

  /** The first field starts in ASCII; later values may hold 8-bit characters of any charset. */
  private static boolean isText(byte octet, int at) {
    if (octet < 0) {
      return at >= ASCII_BYTES;
    }
    boolean lineEnd = octet == '\r' || octet == '\n';
    return octet >= ' ' && octet != 0x7f || octet == '\t' || lineEnd;
  }
}
