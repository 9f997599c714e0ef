package ca.portage.gateway.inbound;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The stored head of a download's answer: its header lines decide how the raw bytes are read.
 *
 * @param lines the status, then each header line
 */
record AnswerHead(List<String> lines) {
  /** No answer has a larger one: 200 lines of 16 KiB are read, and no more. */
  private static final int MAX_BYTES = 4 << 20;

  static AnswerHead read(Path file) throws IOException {
    String text = new String(Content.of(file).toBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
    return new AnswerHead(List.of(text.split("\r\n")));
  }

  /** The first value of a header. */
  Optional<String> value(String name) {
    return lines.stream()
        .filter(
            line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
        .map(line -> line.substring(name.length() + 1).trim())
        .findFirst();
  }

  boolean isMultipart() {
    return value("Content-Type")
        .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("multipart/"))
        .isPresent();
  }

  /** The length announced, if there is one that can be read. */
  Optional<Long> lengthBytes() {
    return value("Content-Length").filter(n -> n.matches("\\d{1,18}")).map(Long::valueOf);
  }
}
