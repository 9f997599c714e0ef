package ca.portage.ediint;

import ca.portage.content.Content;
import ca.portage.content.ContentSink;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Line ends as a signature needs them: CR LF, in headers and content (CIG G-07s). */
public final class CanonicalText {
  private static final int BUFFER_BYTES = 64 * 1024;

  private CanonicalText() {}

  /**
   * The content with CR before every LF that has none; a lone CR stays. A content that needs no
   * change is given back itself, not copied.
   *
   * @param scratch where a changed content beyond 1 MiB goes
   * @throws IOException if the content cannot be read or the scratch cannot be written
   */
  public static Content crlf(Content content, Scratch scratch) throws IOException {
    if (isCanonical(content)) {
      return content;
    }
    try (ContentSink sink = scratch.sink()) {
      pass(content, sink);
      return sink.content();
    }
  }

  /** Whether every LF has its CR. */
  public static boolean isCanonical(Content content) throws IOException {
    return pass(content, OutputStream.nullOutputStream()) == 0;
  }

  /** Copies with every LF completed; gives how many were bare. */
  private static long pass(Content content, OutputStream out) throws IOException {
    byte[] in = new byte[BUFFER_BYTES];
    byte[] canonical = new byte[2 * BUFFER_BYTES];
    long bare = 0;
    byte before = 0;
    try (InputStream stream = content.open()) {
      for (int n = stream.read(in); n >= 0; n = stream.read(in)) {
        int length = 0;
        for (int i = 0; i < n; i++) {
          byte b = in[i];
          if (b == '\n' && before != '\r') {
            canonical[length++] = '\r';
            bare++;
          }
          canonical[length++] = b;
          before = b;
        }
        out.write(canonical, 0, length);
      }
    }
    return bare;
  }
}
