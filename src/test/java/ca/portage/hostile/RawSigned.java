package ca.portage.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A multipart/signed, line by line, whose signature part may be written in any way. */
public final class RawSigned {
  /** The boundary as declared. */
  public static final String BOUNDARY = "----=_signed_9723347566394";

  private final byte[] part;
  private final List<byte[]> others = new ArrayList<>();
  private byte[] signature;
  private String type =
      "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha1;"
          + " boundary=\""
          + BOUNDARY
          + '"';
  private String head =
      "Content-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: base64";
  private String delimiter = "--" + BOUNDARY;
  private String afterDelimiter = "";
  private String end = "\r\n";
  private boolean swapped;
  private boolean closed = true;

  /** The usual form: the signature as base64 in lines of 64. */
  public RawSigned(byte[] part, byte[] der) {
    this.part = part.clone();
    this.signature = lines(der, "\r\n");
  }

  private static byte[] lines(byte[] der, String end) {
    return Base64.getMimeEncoder(64, end.getBytes(StandardCharsets.US_ASCII)).encode(der);
  }

  /** Another head, without its empty line. */
  public RawSigned type(String lines) {
    type = lines;
    return this;
  }

  /** The signature part as these headers and bytes. */
  public RawSigned signature(String headers, byte[] body) {
    head = headers;
    signature = body.clone();
    return this;
  }

  /** The signature as DER, whatever the headers say. */
  public RawSigned binary(String headers, byte[] der) {
    return signature(headers, der);
  }

  /** The signature as PEM. */
  public RawSigned pem(byte[] der) {
    String text =
        "-----BEGIN PKCS7-----\r\n"
            + new String(lines(der, "\r\n"), StandardCharsets.US_ASCII)
            + "\r\n-----END PKCS7-----\r\n";
    return signature(
        "Content-Type: application/pkcs7-signature", text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Delimiter lines that are not {@code --} and the boundary. */
  public RawSigned delimiter(String line) {
    delimiter = line;
    return this;
  }

  /** What stands between the signature's delimiter and its headers. */
  public RawSigned afterDelimiter(String text) {
    afterDelimiter = text;
    return this;
  }

  /** A further part after the signature. */
  public RawSigned third(String text) {
    others.add(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** The signature first. */
  public RawSigned swapped() {
    swapped = true;
    return this;
  }

  /** No closing delimiter. */
  public RawSigned unclosed() {
    closed = false;
    return this;
  }

  /** Lines outside the first part that end in LF alone; the signature is rewritten so too. */
  public RawSigned lf(byte[] der) {
    end = "\n";
    signature = lines(der, "\n");
    return this;
  }

  /** The whole entity. */
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] second = join(text(afterDelimiter + head + "\r\n\r\n"), signature);
    List<byte[]> parts = new ArrayList<>(swapped ? List.of(second, part) : List.of(part, second));
    parts.addAll(others);
    out.writeBytes(text(type + "\r\n\r\n"));
    for (byte[] each : parts) {
      out.writeBytes(text(delimiter + "\r\n"));
      out.writeBytes(each);
      out.writeBytes(text("\r\n"));
    }
    out.writeBytes(text(closed ? delimiter + "--\r\n" : ""));
    return out.toByteArray();
  }

  private byte[] text(String text) {
    return RawReport.bytes(text, end);
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }
}
