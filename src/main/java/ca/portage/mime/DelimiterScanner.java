package ca.portage.mime;

import ca.portage.content.Content;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes once over a body of any size and reports the lines that may be delimiters.
 *
 * <p>Invariant: all bytes before {@code at} are done; at a line start the whole longest delimiter
 * line is in the buffer, or the body ends in it. Memory is one buffer.
 */
final class DelimiterScanner {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final DelimiterPattern pattern;
  private final DelimiterGroups groups;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int limit;
  private long base;
  private boolean last;
  private boolean lineStart = true;
  private boolean afterCr;

  DelimiterScanner(DelimiterPattern pattern, DelimiterGroups groups) {
    this.pattern = pattern;
    this.groups = groups;
  }

  /** Fills the groups; ends early once the standard closing delimiter is seen. */
  void scan(Content body) throws IOException, MalformedMimeException {
    try (InputStream in = body.open()) {
      do {
        fill(in);
        scanBuffer();
      } while (!last && !groups.closed());
    }
  }

  private void fill(InputStream in) throws IOException {
    System.arraycopy(buffer, at, buffer, 0, limit - at);
    base += at;
    limit -= at;
    at = 0;
    limit += in.readNBytes(buffer, limit, buffer.length - limit);
    last = limit < buffer.length;
  }

  private void scanBuffer() throws MalformedMimeException {
    while (at < limit && !groups.closed()) {
      if (lineStart) {
        if (!last && limit - at < DelimiterPattern.WINDOW_BYTES) {
          return;
        }
        look();
      }
      skipLine();
    }
  }

  private void look() throws MalformedMimeException {
    lineStart = false;
    if (pattern.mayStart(buffer[at])) {
      var found = pattern.match(buffer, at, limit, base, last, afterCr);
      if (found.isPresent()) {
        groups.add(found.get());
      }
    }
  }

  private void skipLine() {
    int i = at;
    while (i < limit && buffer[i] != '\n') {
      i++;
    }
    if (i < limit) {
      lineStart = true;
      afterCr = i > at ? buffer[i - 1] == '\r' : afterCr;
      at = i + 1;
    } else {
      afterCr = limit > 0 && buffer[limit - 1] == '\r';
      at = limit;
    }
  }
}
