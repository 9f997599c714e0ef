package ca.portage.mime;

import ca.portage.content.Content;
import java.util.Optional;

/**
 * A header block and a body, as views on the bytes they were read from.
 *
 * @param headers the fields of the block, unfolded
 * @param whole the exact bytes: header block, blank line, body; what a signature covers
 * @param body the bytes after the blank line, still in their transfer encoding
 */
public record Entity(Headers headers, Content whole, Content body) {

  /**
   * The declared type, or {@code text/plain} where none is declared (RFC 2045 §5.2).
   *
   * @throws MalformedMimeException if the declaration cannot be read
   */
  public ContentType contentType() throws MalformedMimeException {
    return ContentType.parse(headers.first("Content-Type").orElse("text/plain"));
  }

  /** The declared {@code Content-Transfer-Encoding}. */
  public Optional<String> transferEncoding() {
    return headers.first("Content-Transfer-Encoding");
  }
}
