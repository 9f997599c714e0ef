package ca.portage.mime;

import ca.portage.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The rules for a boundary that we write (RFC 2046 §5.1.1; CIG F-06, F-07). */
public final class Boundary {
  private static final int MAX_LENGTH = 70;
  private static final String MARKS = "'()+_,-./:=? ";
  private static final int BUFFER_BYTES = 64 * 1024;

  private Boundary() {}

  /**
   * Gives back a boundary that may be written.
   *
   * @throws IllegalArgumentException if it is empty, longer than 70 characters, ends in a blank or
   *     holds a character that RFC 2046 does not allow
   */
  public static String checked(String boundary) {
    boolean plain =
        boundary.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c) || isMark(c));
    if (boundary.isEmpty() || boundary.length() > MAX_LENGTH || boundary.endsWith(" ") || !plain) {
      throw new IllegalArgumentException("a boundary is 1 to 70 plain characters");
    }
    return boundary;
  }

  private static boolean isMark(int c) {
    return MARKS.indexOf(c) >= 0;
  }

  /** Whether these characters occur anywhere in the content: then they are no boundary for it. */
  public static boolean occursIn(Content content, String boundary) throws IOException {
    byte[] wanted = boundary.getBytes(StandardCharsets.ISO_8859_1);
    byte[] buffer = new byte[BUFFER_BYTES];
    int kept = 0;
    try (InputStream in = content.open()) {
      while (true) {
        int limit = kept + in.readNBytes(buffer, kept, buffer.length - kept);
        if (occursIn(buffer, limit, wanted)) {
          return true;
        }
        if (limit < buffer.length) {
          return false;
        }
        kept = wanted.length - 1;
        System.arraycopy(buffer, limit - kept, buffer, 0, kept);
      }
    }
  }

  private static boolean occursIn(byte[] buffer, int limit, byte[] wanted) {
    for (int start = 0; start <= limit - wanted.length; start++) {
      int i = 0;
      while (i < wanted.length && buffer[start + i] == wanted[i]) {
        i++;
      }
      if (i == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
