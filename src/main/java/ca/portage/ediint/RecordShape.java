package ca.portage.ediint;

import ca.portage.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether a content looks like fixed-width records: plain ASCII lines that start with a letter or
 * digit, all of one length, or of one length for each record type: one to four capitals or digits
 * at the start.
 *
 * <p>Invariant: for each prefix length still possible, every line so far was as long as the first
 * line with its prefix.
 */
final class RecordShape {
  private static final int MAX_PREFIX = 4;
  private static final int MAX_TYPES = 256;
  private static final int MAX_LINE = 4096;

  /** The line length of each record type, by the prefix lengths that may still be the type. */
  private final Map<Integer, Map<String, Integer>> lengths = new HashMap<>();

  private final StringBuilder line = new StringBuilder();
  private long lines;

  private RecordShape() {
    for (int prefix = 0; prefix <= MAX_PREFIX; prefix++) {
      lengths.put(prefix, new HashMap<>());
    }
  }

  static boolean fits(Content content) throws IOException {
    RecordShape shape = new RecordShape();
    byte[] buffer = new byte[64 * 1024];
    try (InputStream in = content.open()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        for (int i = 0; i < n; i++) {
          if (!shape.take(buffer[i])) {
            return false;
          }
        }
      }
    }
    return shape.endLine() && shape.lines > 0;
  }

  private boolean take(byte b) {
    if (b == '\n' || b == '\r') {
      return endLine();
    }
    line.append((char) b);
    return b >= ' ' && b < 0x7f && line.length() <= MAX_LINE;
  }

  private boolean endLine() {
    if (line.isEmpty()) {
      return true;
    }
    String text = line.toString();
    line.setLength(0);
    lines++;
    lengths.entrySet().removeIf(e -> !fits(text, e.getKey(), e.getValue()));
    return isLetterOrDigit(text.charAt(0)) && !text.contains("UNH+") && !lengths.isEmpty();
  }

  private static boolean fits(String text, int prefix, Map<String, Integer> seen) {
    if (prefix > text.length()) {
      return false;
    }
    String type = text.substring(0, prefix);
    if (!type.chars().allMatch(RecordShape::mayBeType)) {
      return false;
    }
    Integer before = seen.putIfAbsent(type, text.length());
    return (before == null || before == text.length()) && seen.size() <= MAX_TYPES;
  }

  private static boolean mayBeType(int c) {
    return c == ' ' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
  }

  private static boolean isLetterOrDigit(char c) {
    return c < 0x80 && Character.isLetterOrDigit(c);
  }
}
