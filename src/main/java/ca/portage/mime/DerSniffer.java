package ca.portage.mime;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tells binary DER, base64 and PEM apart by their first bytes.
 *
 * <p>Every CMS object is a SEQUENCE: binary starts with 0x30, its base64 with {@code M}. So the two
 * cannot be confused, whatever the header says.
 */
final class DerSniffer {
  private static final int HEAD_BYTES = 4096;
  private static final int SEQUENCE = 0x30;
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";

  /** Line breaks after an object are no part of it; more than these is left for CMS to judge. */
  private static final int MAX_TRAILING_BYTES = 4;

  private DerSniffer() {}

  static Content der(Content content, Optional<String> cte, Scratch scratch)
      throws IOException, MalformedMimeException {
    Content object = content.from(leadingBlanks(head(content)));
    byte[] head = head(object);
    if (head.length > 1 && head[0] == SEQUENCE) {
      return measured(object, head);
    }
    Content decoded;
    if (startsWith(head, BEGIN)) {
      decoded = TransferEncoding.decode(armoured(object, head), Optional.of("base64"), scratch);
    } else {
      decoded =
          TransferEncoding.decode(object, isQuoted(cte) ? cte : Optional.of("base64"), scratch);
    }
    byte[] start = head(decoded);
    if (start.length < 2 || start[0] != SEQUENCE) {
      throw new MalformedMimeException("neither DER, base64 nor PEM of a CMS object");
    }
    return measured(decoded, start);
  }

  /** The first bytes of what {@link #der} gives, of the first bytes of the content. */
  static Content start(Content content, Optional<String> cte)
      throws IOException, MalformedMimeException {
    byte[] whole = head(content);
    byte[] head = Arrays.copyOfRange(whole, leadingBlanks(whole), whole.length);
    byte[] start = head;
    if (head.length == 0 || head[0] != SEQUENCE) {
      try (Scratch memoryOnly = new Scratch(Path.of(""))) {
        start = decoded(head, cte, memoryOnly).toBytes(HEAD_BYTES);
      }
    }
    if (start.length < 2 || start[0] != SEQUENCE) {
      throw new MalformedMimeException("neither DER, base64 nor PEM of a CMS object");
    }
    return Content.of(start);
  }

  /** Of text that was cut anywhere, as much as can be decoded. */
  private static Content decoded(byte[] head, Optional<String> cte, Scratch scratch)
      throws IOException, MalformedMimeException {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    boolean armoured = text.startsWith(BEGIN);
    if (!armoured && isQuoted(cte)) {
      int line = head.length < HEAD_BYTES ? text.length() : text.lastIndexOf('\n') + 1;
      return TransferEncoding.decode(content(text.substring(0, line)), cte, scratch);
    }
    String lines = armoured ? text.substring(text.indexOf('\n') + 1) : text;
    int end = lines.indexOf(END);
    String base64 = (end < 0 ? lines : lines.substring(0, end)).replaceAll("[\\s]", "");
    String quads = base64.substring(0, base64.length() - base64.length() % 4);
    return TransferEncoding.decode(content(quads), Optional.of("base64"), scratch);
  }

  private static boolean isQuoted(Optional<String> cte) {
    return cte.filter(c -> c.strip().equalsIgnoreCase("quoted-printable")).isPresent();
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Cuts trailing line breaks off, and refuses an object shorter than it says (CIG Q-34). */
  private static Content measured(Content object, byte[] head)
      throws IOException, MalformedMimeException {
    long declared = declaredBytes(head);
    if (declared < 0) {
      return object;
    }
    if (declared > object.size()) {
      throw new MalformedMimeException(
          "the CMS object says " + declared + " bytes, but only " + object.size() + " are here");
    }
    Content trailing = object.from(declared);
    return isLineBreaks(trailing) ? object.slice(0, declared) : object;
  }

  private static boolean isLineBreaks(Content trailing) throws IOException {
    return trailing.size() <= MAX_TRAILING_BYTES
        && leadingBlanks(head(trailing)) == trailing.size();
  }

  /** Tag, length and value in bytes, or -1 for the indefinite form (X.690 §8.1.3). */
  private static long declaredBytes(byte[] head) throws MalformedMimeException {
    int first = head[1] & 0xff;
    if (first < 0x80) {
      return 2 + first;
    }
    int octets = first & 0x7f;
    if (octets == 0) {
      return -1;
    }
    if (octets > 7 || octets + 2 > head.length) {
      throw new MalformedMimeException("the CMS object has an impossible length");
    }
    long length = 0;
    for (int i = 0; i < octets; i++) {
      length = length << 8 | head[2 + i] & 0xff;
    }
    return 2 + octets + length;
  }

  /** What stands between the armour lines of RFC 7468. */
  private static Content armoured(Content object, byte[] head)
      throws IOException, MalformedMimeException {
    String start = new String(head, StandardCharsets.ISO_8859_1);
    long tailBytes = Math.min(object.size(), HEAD_BYTES);
    Content tail = object.from(object.size() - tailBytes);
    String end = new String(tail.toBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
    long from = start.indexOf('\n') + 1;
    long to = object.size() - tailBytes + end.lastIndexOf(END);
    if (from == 0 || !end.contains(END) || to < from) {
      throw new MalformedMimeException("PEM armour that does not end");
    }
    return object.slice(from, to - from);
  }

  private static int leadingBlanks(byte[] head) {
    int at = 0;
    while (at < head.length && (head[at] == '\r' || head[at] == '\n' || head[at] == ' ')) {
      at++;
    }
    return at;
  }

  private static boolean startsWith(byte[] head, String text) {
    return new String(head, StandardCharsets.ISO_8859_1).startsWith(text);
  }

  private static byte[] head(Content content) throws IOException {
    try (InputStream in = content.open()) {
      return in.readNBytes(HEAD_BYTES);
    }
  }
}
