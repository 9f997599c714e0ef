package ca.portage.ediint;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The envelope of a UN/EDIFACT interchange, from its first and its last segment (ISO 9735).
 *
 * @param sender UNB 0004
 * @param recipient UNB 0010
 * @param reference UNB 0020, the interchange control reference
 * @param trailer UNZ 0020 if the content ends with a UNZ segment
 */
public record EdifactEnvelope(
    String sender, String recipient, String reference, Optional<String> trailer) {
  private static final int TAIL_BYTES = 1024;

  /**
   * Reads both ends of an interchange; the middle is not looked at.
   *
   * @return nothing if it does not start with UNA or UNB, or its UNB lacks one of the three
   * @throws IOException if the content cannot be read
   */
  public static Optional<EdifactEnvelope> read(Content content) throws IOException {
    String start = InterchangeStart.ofEdifact(content);
    Optional<EdifactSyntax> known = EdifactSyntax.of(start);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    EdifactSyntax syntax = known.get();
    String segments = EdifactSyntax.afterUna(start);
    int end = syntax.end(segments, 0);
    if (end < 0) {
      return Optional.empty();
    }
    List<String> unb = syntax.elements(segments.substring(0, end));
    if (unb.size() < 6 || !unb.get(0).equals("UNB")) {
      return Optional.empty();
    }
    return Optional.of(
        new EdifactEnvelope(
            syntax.firstComponent(unb.get(2)),
            syntax.firstComponent(unb.get(3)),
            syntax.firstComponent(unb.get(5)),
            trailer(content, syntax)));
  }

  /** Whether it ends with the UNZ segment of the same reference: all of it is here. */
  public boolean complete() {
    return trailer.filter(reference::equals).isPresent();
  }

  private static Optional<String> trailer(Content content, EdifactSyntax syntax)
      throws IOException {
    Content end = content.from(Math.max(0, content.size() - TAIL_BYTES));
    String tail =
        new String(end.toBytes(TAIL_BYTES), StandardCharsets.ISO_8859_1)
            .replaceFirst("[\\s\\x00\\x1a]+$", "");
    int last = tail.length() - 1;
    if (last < 0 || tail.charAt(last) != syntax.terminator() || syntax.released(tail, last)) {
      return Optional.empty();
    }
    int before = last - 1;
    while (before >= 0
        && (tail.charAt(before) != syntax.terminator() || syntax.released(tail, before))) {
      before--;
    }
    List<String> unz = syntax.elements(tail.substring(before + 1, last).stripLeading());
    return unz.size() < 3 || !unz.get(0).equals("UNZ")
        ? Optional.empty()
        : Optional.of(syntax.firstComponent(unz.get(2)));
  }
}
