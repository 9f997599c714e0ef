package ca.portage.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * One EDIFACT segment.
 *
 * @param tag its three letters
 * @param elements the data elements after the tag, each a list of components
 */
record Segment(String tag, List<List<String>> elements) {

  /** A component counted from zero; empty when the segment does not reach that far. */
  String at(int element, int component) {
    if (element >= elements.size() || component >= elements.get(element).size()) {
      return "";
    }
    return elements.get(element).get(component);
  }

  /** Cuts text into segments by its UNA, or by the usual service characters without one. */
  static List<Segment> read(String text) {
    boolean una = text.startsWith("UNA") && text.length() > 9;
    String service = una ? text.substring(3, 9) : ":+.? '";
    List<Segment> segments = new ArrayList<>();
    for (String raw : cut(una ? text.substring(9) : text, service.charAt(5), service.charAt(3))) {
      List<List<String>> elements = new ArrayList<>();
      for (String element : cut(raw.strip(), service.charAt(1), service.charAt(3))) {
        elements.add(
            cut(element, service.charAt(0), service.charAt(3)).stream()
                .map(c -> unescape(c, service.charAt(3)))
                .toList());
      }
      if (!raw.isBlank()) {
        segments.add(new Segment(elements.get(0).get(0), elements.subList(1, elements.size())));
      }
    }
    return segments;
  }

  private static List<String> cut(String text, char separator, char release) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == release && release != ' ' && i + 1 < text.length()) {
        piece.append(c).append(text.charAt(++i));
      } else if (c == separator) {
        pieces.add(piece.toString());
        piece.setLength(0);
      } else {
        piece.append(c);
      }
    }
    pieces.add(piece.toString());
    return pieces;
  }

  private static String unescape(String component, char release) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < component.length(); i++) {
      boolean escaped = component.charAt(i) == release && release != ' ';
      plain.append(component.charAt(escaped && i + 1 < component.length() ? ++i : i));
    }
    return plain.toString();
  }
}
