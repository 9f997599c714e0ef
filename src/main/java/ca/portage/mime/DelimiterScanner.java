package ca.portage.mime;

import ca.portage.content.Content;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes once over a body of any size and reports the lines that may be delimiters.
 *
 * <p>Invariant: all bytes before {@code at} are done; at a line start the whole longest delimiter
 * line and one byte more is in the buffer, or the body ends in it. Memory is one buffer, and what
 * is found does not depend on its size.
 */
final class DelimiterScanner {
  /** The smallest buffer: the longest delimiter line, and one byte that tells whether it ends. */
  static final int MIN_BUFFER_BYTES = DelimiterPattern.WINDOW_BYTES + 1;

  static final int BUFFER_BYTES = 64 * 1024;

  private final DelimiterPattern pattern;
  private final DelimiterGroups groups;
  private final byte[] buffer;
  private int at;
  private int limit;
  private long base;
  private boolean last;
  private boolean lineStart = true;
  private boolean afterCr;

  DelimiterScanner(DelimiterPattern pattern, DelimiterGroups groups, int bufferBytes) {
    if (bufferBytes < MIN_BUFFER_BYTES) {
      throw new IllegalArgumentException("a buffer of " + bufferBytes + " bytes");
    }
    this.pattern = pattern;
    this.groups = groups;
    this.buffer = new byte[bufferBytes];
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
        if (!last && limit - at < MIN_BUFFER_BYTES) {
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
    // What is known of the line before does not hold for this one, which may be empty.
    afterCr = false;
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
