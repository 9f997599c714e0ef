package ca.portage.mime;

import ca.portage.content.Content;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a multipart body.
 *
 * @param parts the complete parts: each the exact bytes between two delimiter lines, without the
 *     line break that belongs to the second (RFC 2046 §5.1.1)
 * @param closed whether the closing delimiter was seen
 * @param partial what follows the last delimiter when it was not seen: the part a cut went through
 * @param epilogue what follows the line of the closing delimiter, if anything does
 */
public record Parts(
    List<Content> parts, boolean closed, Optional<Content> partial, Optional<Content> epilogue) {

  /** Keeps a copy. */
  public Parts {
    parts = List.copyOf(parts);
  }
}
