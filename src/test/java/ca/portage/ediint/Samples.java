package ca.portage.ediint;

import ca.portage.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The named sample files beside these tests, and short texts, as contents. */
final class Samples {
  /** An interchange of nobody, every line end CR LF. */
  static final String INTERCHANGE =
      "UNB+UNOA:3+TESTBROKER+INETCECPT+260302:1430+000000071'\r\n"
          + "UNH+1+CUSREP:D:96A:UN'\r\nBGM+631'\r\nUNT+3+1'\r\nUNZ+1+000000071'\r\n";

  private Samples() {}

  static Content file(String name) throws IOException {
    try (InputStream in = Samples.class.getResourceAsStream(name)) {
      return Content.of(in.readAllBytes());
    }
  }

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
