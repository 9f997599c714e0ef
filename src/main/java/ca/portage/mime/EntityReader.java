package ca.portage.mime;

import ca.portage.content.Content;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts bytes into header block and body without changing one of them.
 *
 * <p>Lines may end in CRLF or LF; folds need no indent (CIG ); a blank may precede the
 * colon (CIG Q-06); an HTTP request line may come first and the blank line may be missing at the
 * end (CIG Q-20). A declared Content-Length is never used (CIG Q-16).
 */
public final class EntityReader {
  private EntityReader() {}

  /**
   * Reads signed content: a leading blank line means that there are no headers (CIG F-09).
   *
   * @throws MalformedMimeException if there is no header block, or it passes the limits
   * @throws IOException if the content cannot be read
   */
  public static Entity read(Content whole, MimeLimits limits)
      throws MalformedMimeException, IOException {
    return Guard.reading("the header block", () -> cut(whole, false, limits));
  }

  /**
   * Reads content that no signature covers: one blank line before the first header is passed over
   * (CIG Q-08).
   *
   * @throws MalformedMimeException if there is no header block, or it passes the limits
   * @throws IOException if the content cannot be read
   */
  public static Entity readUnsigned(Content whole, MimeLimits limits)
      throws MalformedMimeException, IOException {
    return Guard.reading("the header block", () -> cut(whole, true, limits));
  }

  /**
   * The fields at the start of content whose header block cannot be read to its end: they say which
   * message it is that has to be refused.
   *
   * @throws IOException if the content cannot be read
   */
  public static Headers begun(Content whole, MimeLimits limits) throws IOException {
    return HeaderBlock.begun(head(whole, limits), true, limits);
  }

  private static Entity cut(Content whole, boolean skipBlank, MimeLimits limits)
      throws IOException, MalformedMimeException {
    byte[] head = head(whole, limits);
    boolean ends = head.length == whole.size();
    HeaderBlock.Read block = HeaderBlock.read(head, ends, skipBlank, limits);
    return new Entity(block.headers(), whole, whole.from(block.bodyOffset()));
  }

  private static byte[] head(Content whole, MimeLimits limits) throws IOException {
    try (InputStream in = whole.open()) {
      return in.readNBytes((int) Math.min(whole.size(), limits.maxHeaderBytes()));
    }
  }
}
