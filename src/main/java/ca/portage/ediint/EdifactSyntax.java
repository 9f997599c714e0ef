package ca.portage.ediint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The service characters of one interchange (ISO 9735): what UNA says, else those of level A, or of
 * level B where its separators are seen.
 *
 * @param component between components
 * @param element between elements
 * @param release makes the next character plain; a blank where there is none
 * @param terminator ends a segment
 */
record EdifactSyntax(char component, char element, char release, char terminator) {
  private static final int UNA_LENGTH = 9;
  private static final EdifactSyntax LEVEL_A = new EdifactSyntax(':', '+', '?', '\'');
  private static final EdifactSyntax LEVEL_B = new EdifactSyntax('\u001f', '\u001d', ' ', '\u001c');

  /** The syntax of an interchange that starts so, if it starts as EDIFACT does. */
  static Optional<EdifactSyntax> of(String start) {
    if (start.startsWith("UNA") && start.length() >= UNA_LENGTH) {
      return Optional.of(
          new EdifactSyntax(start.charAt(3), start.charAt(4), start.charAt(6), start.charAt(8)));
    }
    if (start.length() > 3 && List.of("UNB", "UNG", "UNH").contains(start.substring(0, 3))) {
      return switch (start.charAt(3)) {
        case '+' -> Optional.of(LEVEL_A);
        case '\u001d' -> Optional.of(LEVEL_B);
        default -> Optional.empty();
      };
    }
    return Optional.empty();
  }

  /** The start without its UNA and the line break after it. */
  static String afterUna(String start) {
    return start.startsWith("UNA") ? start.substring(UNA_LENGTH).stripLeading() : start;
  }

  /** The index of the next unreleased terminator, or -1. */
  int end(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (isRelease(text.charAt(i))) {
        i++;
      } else if (text.charAt(i) == terminator) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the character there is made plain by the release characters before it. */
  boolean released(String text, int at) {
    int releases = 0;
    while (at - releases > 0 && isRelease(text.charAt(at - releases - 1))) {
      releases++;
    }
    return releases % 2 == 1;
  }

  /** The elements of a segment without its terminator; the first is the tag. */
  List<String> elements(String segment) {
    return split(segment, element);
  }

  /** The first component of an element, its released characters plain. */
  String firstComponent(String elementText) {
    return plain(split(elementText, component).get(0));
  }

  private List<String> split(String text, char separator) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isRelease(text.charAt(i))) {
        i++;
      } else if (text.charAt(i) == separator) {
        pieces.add(text.substring(start, i));
        start = i + 1;
      }
    }
    pieces.add(text.substring(start));
    return pieces;
  }

  private String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (isRelease(text.charAt(i)) && i + 1 < text.length()) {
        i++;
      }
      plain.append(text.charAt(i));
    }
    return plain.toString().strip();
  }

  private boolean isRelease(char c) {
    return c == release && release != ' ';
  }
}
