package ca.portage.harness.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The head of a request or an answer.
 *
 * @param bytes as they came, with the empty line
 * @param lines the first line and the headers
 */
public record Head(byte[] bytes, List<String> lines) {
  private static final int LIMIT_BYTES = 64 * 1024;

  /** The next head; nothing if the sender closed the connection before it. */
  static Optional<Head> read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    int ends = 0;
    while (ends < 4) {
      int b = in.read();
      if (b < 0 && bytes.size() == 0) {
        return Optional.empty();
      }
      if (b < 0 || bytes.size() > LIMIT_BYTES) {
        throw new EOFException("a head without an end");
      }
      bytes.write(b);
      ends = b == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : b == '\r' ? 1 : 0;
    }
    String text = bytes.toString(StandardCharsets.ISO_8859_1);
    return Optional.of(new Head(bytes.toByteArray(), List.of(text.split("\r\n"))));
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return lines.stream()
        .skip(1)
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  /** The message id of a request. */
  public String messageId() {
    return header("Message-ID").orElse("");
  }

  /** Whether a request submits an interchange: a receipt of ours goes to the same address. */
  public boolean submitsInterchange() {
    return lines.get(0).contains("Put0") && header("Disposition-Notification-To").isPresent();
  }

  int length() {
    return header("Content-Length").map(Integer::parseInt).orElse(0);
  }

  boolean closes() {
    return header("Connection").filter("close"::equalsIgnoreCase).isPresent();
  }
}
