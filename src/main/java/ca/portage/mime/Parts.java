package ca.portage.mime;

import ca.portage.content.Content;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
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

  /**
   * Whether anything but white space follows the closing delimiter.
   *
   * @throws IOException if it cannot be read
   */
  public boolean goesOn() throws IOException {
    if (epilogue.isEmpty()) {
      return false;
    }
    try (InputStream in = new BufferedInputStream(epilogue.get().open())) {
      int octet = in.read();
      while (octet == '\r' || octet == '\n' || octet == ' ' || octet == '\t') {
        octet = in.read();
      }
      return octet >= 0;
    }
  }
}
