package ca.portage.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the header block at the start of some bytes, as leniently as the gateway's own figures ask.
 *
 * <p>Invariant: a line either starts a field, continues one, or ends the block; nothing is skipped
 * but a request line (CIG Q-20) and, on demand, one leading blank line (CIG Q-08).
 */
final class HeaderBlock {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private final byte[] head;
  private final MimeLimits limits;
  private final List<Header> fields = new ArrayList<>();
  private String name = "";
  private StringBuilder value = new StringBuilder();
  private int at;

  /** What a block says, and where the body starts. */
  record Read(Headers headers, int bodyOffset) {}

  private HeaderBlock(byte[] head, MimeLimits limits) {
    this.head = head;
    this.limits = limits;
  }

  /**
   * Reads the block at the start of {@code head}.
   *
   * @param ends whether the content ends where {@code head} ends: then the block needs no blank
   *     line (CIG Q-20)
   * @param skipBlank whether one blank line before the first field is passed over
   */
  static Read read(byte[] head, boolean ends, boolean skipBlank, MimeLimits limits)
      throws MalformedMimeException {
    return new HeaderBlock(head, limits).read(ends, skipBlank);
  }

  /** The whole fields before whatever makes the block at the start of {@code head} unreadable. */
  static Headers begun(byte[] head, boolean skipBlank, MimeLimits limits) {
    HeaderBlock block = new HeaderBlock(head, limits);
    try {
      return block.read(false, skipBlank).headers();
    } catch (MalformedMimeException e) {
      // That it is broken is known to the caller, who asks what came before.
      return Headers.of(block.fields);
    }
  }

  private Read read(boolean ends, boolean skipBlank) throws MalformedMimeException {
    boolean started = false;
    while (at < head.length) {
      boolean blankMayGo = skipBlank && at == 0;
      String line = nextLine();
      if (!ends && head[at - 1] != '\n') {
        break;
      } else if (!line.isEmpty()) {
        if (started || !isRequestLine(line)) {
          take(line);
        }
        started = true;
      } else if (!blankMayGo || !starts(peekLine())) {
        return finished();
      }
    }
    if (!ends) {
      throw new MalformedMimeException(
          "the header block is longer than " + limits.maxHeaderBytes() + " bytes");
    }
    return finished();
  }

  private void take(String line) throws MalformedMimeException {
    int length = nameLength(line);
    if (length > 0) {
      keepField();
      name = line.substring(0, length);
      value.append(line, line.indexOf(':', length) + 1, line.length());
    } else if (name.isEmpty()) {
      throw new MalformedMimeException("the header block starts with a line that is no header");
    } else {
      value.append(' ').append(line.trim());
    }
  }

  private void keepField() throws MalformedMimeException {
    if (name.isEmpty()) {
      return;
    }
    if (fields.size() == limits.maxHeaders()) {
      throw new MalformedMimeException("there are more than " + fields.size() + " header fields");
    }
    fields.add(new Header(name, withoutControls(value)));
    value = new StringBuilder();
  }

  /** RFC 9110 §5.5: a control character in a value is read as a blank. */
  private static String withoutControls(StringBuilder value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) == 0x7f) {
        value.setCharAt(i, ' ');
      }
    }
    return value.toString();
  }

  private Read finished() throws MalformedMimeException {
    keepField();
    return new Read(Headers.of(fields), at);
  }

  private static boolean starts(String line) {
    return nameLength(line) > 0 || isRequestLine(line);
  }

  private static boolean isRequestLine(String line) {
    return line.startsWith("POST ");
  }

  private String nextLine() {
    int end = at;
    while (end < head.length && head[end] != '\n') {
      end++;
    }
    int text = end > at && head[end - 1] == '\r' ? end - 1 : end;
    String line = new String(head, at, text - at, StandardCharsets.ISO_8859_1);
    at = Math.min(end + 1, head.length);
    return line;
  }

  private String peekLine() {
    int back = at;
    String line = nextLine();
    at = back;
    return line;
  }

  /**
   * The length of the field name a line starts with, or 0 if it starts no field: a fold, indented
   * or not (CIG ). A blank may stand before the colon (CIG Q-06).
   */
  private static int nameLength(String line) {
    int end = 0;
    while (end < line.length() && isToken(line.charAt(end))) {
      end++;
    }
    int colon = end;
    while (colon < line.length() && (line.charAt(colon) == ' ' || line.charAt(colon) == '\t')) {
      colon++;
    }
    return colon < line.length() && line.charAt(colon) == ':' ? end : 0;
  }

  static boolean isToken(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || TOKEN_MARKS.indexOf(c) >= 0;
  }
}
