package ca.portage.mime;

import ca.portage.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The named sample files beside these tests, and short texts, as contents. */
final class Samples {
  private Samples() {}

  static Content file(String name) throws IOException {
    try (InputStream in = Samples.class.getResourceAsStream(name)) {
      return Content.of(in.readAllBytes());
    }
  }

  /** The text with every LF as CRLF. */
  static Content crlf(String text) {
    return bytes(text.replace("\n", "\r\n"));
  }

  static Content bytes(String text) {
    return Content.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String text(Content content) throws IOException {
    return new String(content.toBytes(1 << 24), StandardCharsets.ISO_8859_1);
  }
}
