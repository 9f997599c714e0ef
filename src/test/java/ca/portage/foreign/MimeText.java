package ca.portage.foreign;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** MIME round binary objects, written by hand. */
final class MimeText {
  private MimeText() {}

  static byte[] part(byte[] payload) {
    return join(bytes("Content-Type: application/edi-edifact\r\n\r\n"), payload);
  }

  static byte[] base64(String smimeType, byte[] object) {
    String text = Base64.getMimeEncoder().encodeToString(object);
    return bytes(
        "Content-Type: application/pkcs7-mime; smime-type=\""
            + smimeType
            + "\"; name=smime.p7z\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + text
            + "\r\n");
  }

  static byte[] binary(String smimeType, byte[] object) {
    String head =
        "Content-Type: application/pkcs7-mime; smime-type="
            + smimeType
            + "\r\nContent-Transfer-Encoding: binary\r\n\r\n";
    return join(bytes(head), object);
  }

  static byte[] signed(byte[] part, byte[] signature) {
    String base64 = Base64.getMimeEncoder().encodeToString(signature);
    return join(
        bytes(
            "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";"
                + " micalg=sha-256; boundary=\"=_foreign\"\r\n\r\n--=_foreign\r\n"),
        part,
        bytes(
            "\r\n--=_foreign\r\nContent-Type: application/pkcs7-signature\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + base64
                + "\r\n--=_foreign--\r\n"));
  }

  static byte[] join(byte[]... pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
