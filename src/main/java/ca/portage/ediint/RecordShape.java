package ca.portage.ediint;

import ca.portage.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a content looks like fixed-width records: plain ASCII lines that start with a letter or
 * digit, all of one length, or of one length for each record type: one to four capitals or digits
 * at the start.
 *
 * <p>Invariant: for each way still possible to tell the type, every line so far was as long as the
 * first line of its type.
 */
final class RecordShape {
  private static final int MAX_PREFIX = 4;
  private static final int MAX_TYPES = 256;
  private static final int MAX_LINE = 4096;

  /** An EDIFACT message header in the text, as its four octets. */
  private static final int UNH = 'U' << 24 | 'N' << 16 | 'H' << 8 | '+';

  /** One way to tell the record type, by that many octets at the start, and the lengths seen. */
  private record Prefix(int octets, Map<Integer, Integer> lengths) {}

  private final List<Prefix> possible = new ArrayList<>();
  private int length;
  private int first;
  private int latest;
  private boolean any;

  private RecordShape() {
    for (int octets = 0; octets <= MAX_PREFIX; octets++) {
      possible.add(new Prefix(octets, new HashMap<>()));
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
    return shape.endLine() && shape.any;
  }

  private boolean take(byte b) {
    if (b == '\n' || b == '\r') {
      return endLine();
    }
    if (b < ' ' || b == 0x7f || length == MAX_LINE) {
      return false;
    }
    if (length < MAX_PREFIX) {
      first |= b << 8 * (MAX_PREFIX - 1 - length);
    }
    latest = latest << 8 | b;
    length++;
    return latest != UNH;
  }

  private boolean endLine() {
    if (length == 0) {
      return true;
    }
    possible.removeIf(prefix -> !fits(prefix));
    boolean typed = Character.isLetterOrDigit(first >>> 24);
    any = true;
    length = 0;
    first = 0;
    latest = 0;
    return typed && !possible.isEmpty();
  }

  /** A line shorter than the prefix has a zero octet there, which is no type. */
  private boolean fits(Prefix prefix) {
    for (int i = 0; i < prefix.octets; i++) {
      if (!mayBeType(first >>> 8 * (MAX_PREFIX - 1 - i) & 0xff)) {
        return false;
      }
    }
    int type = prefix.octets == 0 ? 0 : first >>> 8 * (MAX_PREFIX - prefix.octets);
    Integer before = prefix.lengths.putIfAbsent(type, length);
    return (before == null || before == length) && prefix.lengths.size() <= MAX_TYPES;
  }

  private static boolean mayBeType(int c) {
    return c == ' ' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
  }
}
