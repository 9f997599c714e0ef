package ca.portage.simulator;

import ca.portage.content.Content;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Looks for line ends that canonicalisation would change (CIG G-07s, RFC 1848 §2.1). */
final class LineEnds {
  private LineEnds() {}

  /** Whether every CR and LF stands in a pair. */
  static boolean canonical(Content content) throws IOException {
    try (InputStream in = new BufferedInputStream(content.open(), 1 << 16)) {
      int before = -1;
      for (int b = in.read(); b >= 0; b = in.read()) {
        if ((b == '\n') != (before == '\r')) {
          return false;
        }
        before = b;
      }
      return before != '\r';
    }
  }
}
