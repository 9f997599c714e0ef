package ca.portage.mime;

import ca.portage.content.Content;
import ca.portage.content.ContentSink;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Content-Transfer-Encoding (RFC 2045 §6), and CMS objects in whatever wrapping they come. */
public final class TransferEncoding {
  private static final int LINE_LENGTH = 76;

  private TransferEncoding() {}

  /**
   * The bytes behind a transfer encoding; the content itself where there is none.
   *
   * @param cte the header's value: absent, 7bit, 8bit, binary, base64 or quoted-printable, in any
   *     case
   * @param scratch where decoded bytes beyond 1 MiB go
   * @throws MalformedMimeException if the encoding is unknown or the content does not fit it
   * @throws IOException if the content cannot be read or the scratch cannot be written
   */
  public static Content decode(Content content, Optional<String> cte, Scratch scratch)
      throws MalformedMimeException, IOException {
    String word = cte.orElse("").replaceAll("[;\\s\"]", "").toLowerCase(Locale.ROOT);
    return switch (word) {
      case "", "7bit", "8bit", "binary" -> content;
      case "base64" -> decode(content, scratch, Base64Decoding::copy);
      case "quoted-printable" -> decode(content, scratch, QuotedPrintable::copy);
      default -> throw new MalformedMimeException("an unknown Content-Transfer-Encoding");
    };
  }

  /**
   * The DER (or BER) object of a part: binary, base64 or PEM, told by its first bytes; the header
   * may lie or be missing (CIG Q-10, K-15).
   *
   * @throws MalformedMimeException if there is no such object, or it was cut
   * @throws IOException if the content cannot be read or the scratch cannot be written
   */
  public static Content der(Content content, Optional<String> cte, Scratch scratch)
      throws MalformedMimeException, IOException {
    return Guard.reading("the CMS object", () -> DerSniffer.der(content, cte, scratch));
  }

  /**
   * The first bytes of the same object, some hundreds at least where there are so many; no more of
   * the content is read than that takes, so a message of any size tells its type at once.
   *
   * @throws MalformedMimeException if there is no such object
   * @throws IOException if the content cannot be read
   */
  public static Content derHead(Content content, Optional<String> cte)
      throws MalformedMimeException, IOException {
    return Guard.reading("the CMS object", () -> DerSniffer.start(content, cte));
  }

  /** Base64 in lines of 76 characters, with CRLF between lines and none after the last. */
  public static byte[] base64Lines(byte[] bytes) {
    byte[] separator = "\r\n".getBytes(StandardCharsets.US_ASCII);
    return Base64.getMimeEncoder(LINE_LENGTH, separator).encode(bytes);
  }

  /** One direction of decoding, as a stream. */
  private interface Decoding {
    void copy(InputStream in, OutputStream out) throws IOException, MalformedMimeException;
  }

  private static Content decode(Content content, Scratch scratch, Decoding decoding)
      throws MalformedMimeException, IOException {
    return Guard.reading(
        "the transfer encoding",
        () -> {
          try (InputStream in = content.open();
              ContentSink sink = scratch.sink()) {
            decoding.copy(in, sink);
            return sink.content();
          }
        });
  }
}
