package ca.portage.logging;

/**
 * Text from outside made safe for a terminal and for a log of one line an event.
 *
 * <p>File names, header values and remote error texts may hold line ends, escape sequences or
 * characters that turn the writing direction; each becomes a visible {@code \n} or {@code \}{@code
 * u001b} and changes nothing around it. Everything else, accents and blanks included, stays.
 */
public final class Printable {
  private Printable() {}

  /** The text on one line, with every control and invisible character spelled out. */
  public static String text(String raw) {
    int harmless = 0;
    while (harmless < raw.length() && isPlain(raw.charAt(harmless))) {
      harmless++;
    }
    if (harmless == raw.length()) {
      return raw;
    }
    StringBuilder out = new StringBuilder(raw.length() + 16).append(raw, 0, harmless);
    raw.substring(harmless).codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  /** The same for one word of a line of several: blanks are spelled out too, nothing is a dash. */
  static String word(String raw) {
    return raw.isEmpty() ? "-" : text(raw).replace(" ", "\\u0020");
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c <= '~';
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (isInvisible(c)) {
          out.append(c > 0xFFFF ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }

  /** C0, C1, direction and other format characters, line separators, halves of pairs. */
  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      case Character.SPACE_SEPARATOR -> c != ' ';
      default -> false;
    };
  }
}
