package ca.portage.ediint;

import ca.portage.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The first significant characters of an interchange, one octet each: without byte order mark,
 * leading blanks, line breaks and NUL.
 */
final class InterchangeStart {
  private static final int HEAD_BYTES = 8192;
  private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

  private InterchangeStart() {}

  static String of(Content content) throws IOException {
    byte[] head;
    try (InputStream in = content.open()) {
      head = in.readNBytes(HEAD_BYTES);
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    int at = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
    while (at < text.length() && "\r\n\t \u0000".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return text.substring(at);
  }

  /** The same without a stray terminator of an interchange before this one. */
  static String ofEdifact(Content content) throws IOException {
    String start = of(content);
    return start.startsWith("'") ? start.substring(1).stripLeading() : start;
  }
}
