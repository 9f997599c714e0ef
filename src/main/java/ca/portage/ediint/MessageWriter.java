package ca.portage.ediint;

import ca.portage.cms.Digest;
import ca.portage.content.Content;
import ca.portage.mime.Boundary;
import ca.portage.mime.Header;
import ca.portage.mime.Headers;
import ca.portage.mime.MultipartWriter;
import ca.portage.mime.TransferEncoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Writes the message that is encrypted: the EDI part, and the multipart/signed round it (CIG §7.2
 * to 7.6). Every header stands on one line; contents are views, never copied.
 */
public final class MessageWriter {
  private static final int RANDOM_BYTES = 16;

  private MessageWriter() {}

  /**
   * The first part, which is what gets signed: its headers and its content (CIG G-03s).
   *
   * @param mediaType {@code application/edi-edifact} or {@code application/edi-consent} (CIG F-15)
   * @param canonical the content, every line end CR LF (CIG G-07s)
   * @param withLength whether the part says its Content-Length (CIG F-02)
   */
  public static Content part(String mediaType, Content canonical, boolean withLength) {
    Headers headers = Headers.of(new Header("Content-Type", mediaType));
    return entity(
        withLength ? headers.with("Content-Length", Long.toString(canonical.size())) : headers,
        canonical);
  }

  /**
   * The whole entity that is encrypted: multipart/signed of exactly two parts (CIG F-03, G-06s).
   *
   * @param part what {@link #part} gave, or a receipt
   * @param signature the detached SignedData over {@code part}, DER
   * @param micalg the digest the signature was made with
   * @param boundary one made for this part by {@link #boundary(Clock, RandomGenerator, Content)}
   */
  public static Content signed(
      Content part, byte[] signature, Digest micalg, String boundary, SignedForm form) {
    String type =
        "multipart/signed; protocol=\"application/pkcs7-signature\"; micalg="
            + micalg.word()
            + "; boundary="
            + parameter(boundary, form.quotedBoundary());
    Content body = MultipartWriter.write(boundary, List.of(part, signaturePart(signature, form)));
    return entity(Headers.of(new Header("Content-Type", type)), body);
  }

  /** The same, without Content-Length in the signature part. */
  public static Content signed(
      Content part,
      byte[] signature,
      Digest micalg,
      String boundary,
      boolean base64,
      boolean quoted) {
    return signed(part, signature, micalg, boundary, new SignedForm(base64, quoted, false));
  }

  /** A boundary of time in milliseconds and 128 random bits, 54 characters (CIG F-16, Q-26). */
  public static String boundary(Clock clock, RandomGenerator random) {
    byte[] bits = new byte[RANDOM_BYTES];
    random.nextBytes(bits);
    return "Boundary-" + clock.millis() + "." + HexFormat.of().formatHex(bits);
  }

  /**
   * A boundary that does not occur in the part it will delimit (CIG F-06).
   *
   * @throws IOException if the part cannot be read
   */
  public static String boundary(Clock clock, RandomGenerator random, Content part)
      throws IOException {
    String boundary = boundary(clock, random);
    while (Boundary.occursIn(part, boundary)) {
      boundary = boundary(clock, random);
    }
    return boundary;
  }

  static Content entity(Headers headers, Content body) {
    String head = headers.text() + "\r\n";
    return Content.join(Content.of(head.getBytes(StandardCharsets.ISO_8859_1)), body);
  }

  /**
   * A parameter's value: without quotes only if asked, and only if it is a token (RFC 2045 §5.1).
   */
  static String parameter(String value, boolean quoted) {
    boolean token = value.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    return quoted || !token ? '"' + value + '"' : value;
  }

  private static Content signaturePart(byte[] signature, SignedForm form) {
    byte[] body = form.base64() ? TransferEncoding.base64Lines(signature) : signature;
    Headers headers = Headers.of(new Header("Content-Type", "application/pkcs7-signature"));
    if (form.base64()) {
      headers = headers.with("Content-Transfer-Encoding", "base64");
    }
    if (form.partLengths()) {
      headers = headers.with("Content-Length", Integer.toString(body.length));
    }
    return entity(headers, Content.of(body));
  }
}
