package ca.portage.mime;

import ca.portage.mime.Delimiter.LineEnd;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Recognises the delimiter lines of one boundary, with any number of leading hyphens (CIG Q-07).
 *
 * <p>A line matches as a whole: hyphens, the boundary without its own hyphens, two hyphens if it
 * closes, blanks, line end. So a boundary that begins like another is never taken for it.
 */
final class DelimiterPattern {
  /** No delimiter line is longer: the declared boundary is at most half of it. */
  static final int WINDOW_BYTES = 2048;

  private static final int MAX_BOUNDARY = 512;

  private final byte[] tail;
  private final int ownHyphens;

  DelimiterPattern(String boundary) throws MalformedMimeException {
    String trimmed = boundary.stripTrailing();
    if (trimmed.isEmpty() || trimmed.length() > MAX_BOUNDARY) {
      throw new MalformedMimeException("a boundary of " + trimmed.length() + " characters");
    }
    int hyphens = 0;
    while (hyphens < trimmed.length() && trimmed.charAt(hyphens) == '-') {
      hyphens++;
    }
    this.ownHyphens = hyphens;
    this.tail = trimmed.substring(hyphens).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** How many hyphens the delimiter of RFC 2046 starts with. */
  int standardHyphens() {
    return ownHyphens + 2;
  }

  /** How many hyphens the boundary itself starts with. */
  int ownHyphens() {
    return ownHyphens;
  }

  /** Whether a line that begins with this byte is worth a look. */
  boolean mayStart(byte first) {
    return first == '-' || tail.length > 0 && first == tail[0];
  }

  /**
   * The delimiter in the line at {@code start}, if that line is one.
   *
   * @param base the offset of {@code bytes[0]} in the body
   * @param limit where the known bytes end
   * @param last whether the body ends there too
   * @param afterCr whether the line before ends in CRLF
   */
  Optional<Delimiter> match(
      byte[] bytes, int start, int limit, long base, boolean last, boolean afterCr) {
    int end = Math.min(limit, start + WINDOW_BYTES);
    int hyphens = run(bytes, start, end);
    int at = start + hyphens;
    boolean closing;
    if (tail.length == 0) {
      closing = hyphens == standardHyphens() + 2;
      hyphens -= closing ? 2 : 0;
    } else if (end - at < tail.length || !matchesTail(bytes, at)) {
      return Optional.empty();
    } else {
      at += tail.length;
      closing = end - at >= 2 && bytes[at] == '-' && bytes[at + 1] == '-';
      at += closing ? 2 : 0;
    }
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    int breakLength = breakLength(bytes, at, end, last && end == limit);
    if (breakLength < 0) {
      return Optional.empty();
    }
    LineEnd lineEnd = LineEnd.values()[breakLength];
    return Optional.of(
        new Delimiter(base + start, base + at + breakLength, hyphens, closing, afterCr, lineEnd));
  }

  /** 2 for CRLF, 1 for LF, 0 at the end of the body, negative where the line goes on. */
  private static int breakLength(byte[] bytes, int at, int end, boolean endsThere) {
    if (at == end) {
      return endsThere ? 0 : -1;
    }
    if (bytes[at] == '\n') {
      return 1;
    }
    return bytes[at] == '\r' && at + 1 < end && bytes[at + 1] == '\n' ? 2 : -1;
  }

  private boolean matchesTail(byte[] bytes, int at) {
    for (int i = 0; i < tail.length; i++) {
      if (bytes[at + i] != tail[i]) {
        return false;
      }
    }
    return true;
  }

  private static int run(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && bytes[at] == '-') {
      at++;
    }
    return at - start;
  }
}
