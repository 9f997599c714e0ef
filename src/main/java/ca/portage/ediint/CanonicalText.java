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
      complete(content, sink);
      return sink.content();
    }
  }

  /**
   * Whether every LF has its CR.
   *
   * @throws IOException if the content cannot be read
   */
  public static boolean isCanonical(Content content) throws IOException {
    byte[] in = new byte[BUFFER_BYTES];
    byte before = 0;
    try (InputStream stream = content.open()) {
      for (int n = stream.read(in); n >= 0; n = stream.read(in)) {
        for (int i = 0; i < n; i++) {
          if (in[i] == '\n' && before != '\r') {
            return false;
          }
          before = in[i];
        }
      }
    }
    return true;
  }

  private static void complete(Content content, OutputStream out) throws IOException {
    byte[] in = new byte[BUFFER_BYTES];
    byte[] canonical = new byte[2 * BUFFER_BYTES];
    byte before = 0;
    try (InputStream stream = content.open()) {
      for (int n = stream.read(in); n >= 0; n = stream.read(in)) {
        int length = 0;
        for (int i = 0; i < n; i++) {
          if (in[i] == '\n' && before != '\r') {
            canonical[length++] = '\r';
          }
          before = in[i];
          canonical[length++] = before;
        }
        out.write(canonical, 0, length);
      }
    }
  }
}
