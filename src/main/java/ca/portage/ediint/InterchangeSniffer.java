package ca.portage.ediint;

import ca.portage.content.Content;
import java.io.IOException;
import java.util.stream.IntStream;

/**
 * Tells what an interchange is by its bytes, to cross-check the configured type (CIG F-15).
 *
 * <p>It never guesses: what fits no rule is {@link InterchangeType#UNKNOWN}.
 */
public final class InterchangeSniffer {
  /** Where the element separator stands in the fixed header of X12. */
  private static final int[] ISA_SEPARATORS = {3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89};

  private static final int ISA_LENGTH = 106;

  private InterchangeSniffer() {}

  /**
   * The kind of an interchange.
   *
   * @throws IOException if the content cannot be read
   */
  public static InterchangeType sniff(Content content) throws IOException {
    if (EdifactSyntax.of(InterchangeStart.ofEdifact(content)).isPresent()) {
      return InterchangeType.EDIFACT;
    }
    String start = InterchangeStart.of(content);
    if (isX12(start)) {
      return InterchangeType.X12;
    }
    if (start.startsWith("<")) {
      return InterchangeType.XML;
    }
    return RecordShape.fits(content) ? InterchangeType.CADEX : InterchangeType.UNKNOWN;
  }

  private static boolean isX12(String start) {
    return start.startsWith("ISA")
        && start.length() >= ISA_LENGTH
        && !Character.isLetterOrDigit(start.charAt(3))
        && IntStream.of(ISA_SEPARATORS).allMatch(i -> start.charAt(i) == start.charAt(3));
  }
}
