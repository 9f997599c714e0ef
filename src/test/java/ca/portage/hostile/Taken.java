package ca.portage.hostile;

import java.util.List;
import java.util.Optional;

/**
 * A request as it came.
 *
 * @param lines the request line and the header lines
 * @param body all of it
 */
record Taken(List<String> lines, byte[] body) {

  String path() {
    return lines.get(0).split(" ")[1];
  }

  Optional<String> header(String name) {
    return value(lines, name);
  }

  /** Whether it asks for a receipt; a receipt of ours never does. */
  boolean isInterchange() {
    return header("Disposition-Notification-To").isPresent();
  }

  static Optional<String> value(List<String> lines, String name) {
    return lines.stream()
        .filter(l -> l.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(l -> l.substring(name.length() + 1).strip())
        .findFirst();
  }
}
