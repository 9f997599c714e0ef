package ca.portage.hostile;

import ca.portage.hostile.Parties.Signer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Puts messages together, good ones and such as no gateway would send. */
record Forge(Parties parties) {
  private static final int REPEATS = 30;

  /** An interchange that says this word over and over; the same bytes for the same word. */
  static byte[] edi(String canary) {
    String reference = Bytes.digest(canary).substring(0, 12);
    StringBuilder text =
        new StringBuilder("UNB+UNOA:3+CUSTOMS+BROKER+260302:1430+" + reference + "'\r\n");
    for (int i = 0; i < REPEATS; i++) {
      text.append("FTX+AAI+++").append(canary).append("'\r\n");
    }
    return Bytes.join(text, "UNZ+1+" + reference + "'\r\n");
  }

  /** The part that is signed, with further headers. */
  static byte[] ediPart(String canary, String... headers) {
    return entity(edi(canary), with("Content-Type: application/edi-edifact", headers));
  }

  static byte[] entity(byte[] body, String... headers) {
    return Bytes.join(String.join("\r\n", headers), "\r\n\r\n", body);
  }

  static String[] with(String first, String... more) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** A multipart/signed of this part with its signature in base64. */
  static byte[] signed(byte[] part, byte[] signature) {
    return multipartSigned(
        part,
        entity(
            Base64.getMimeEncoder().encode(signature),
            "Content-Type: application/pkcs7-signature",
            "Content-Transfer-Encoding: base64"));
  }

  /** A multipart/signed of any parts in any order. */
  static byte[] multipartSigned(byte[]... parts) {
    String boundary = "sig." + Bytes.word();
    return entity(Reply.mixed(boundary, parts), signedType(boundary));
  }

  static String signedType(String boundary) {
    return "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";"
        + " micalg=sha1; boundary=\""
        + boundary
        + '"';
  }

  /** Signed by the gateway, as it should be. */
  byte[] signed(byte[] part) {
    return signedBy(parties.gateway(), part);
  }

  byte[] signedBy(Signer signer, byte[] part) {
    return signed(part, Signatures.detached(part, signer));
  }

  /** Encrypted for the broker, as it should be. */
  byte[] sealed(byte[] entity) {
    return Envelope.cbc(parties.broker()).around(entity);
  }

  static String id() {
    return "<" + Bytes.word() + "@gateway.example>";
  }

  /** A part of a download. */
  static byte[] part(String id, byte[] body, String... headers) {
    return entity(
        body,
        with(
            "Mime-Version: 1.0",
            with("Message-Id: " + id, with("Content-Type: application/pkcs7-mime", headers))));
  }

  /** A part that asks for a signed receipt. */
  static byte[] asking(String id, byte[] body, String... headers) {
    return part(
        id,
        body,
        with(
            "Disposition-Notification-To: customs@gateway.example",
            with(
                "Disposition-Notification-Options: signed-receipt-protocol=required,"
                    + " pkcs7-signature; signed-receipt-micalg=required, sha1",
                headers)));
  }

  /** A part that holds a receipt signed by these, or by nobody. */
  byte[] receipt(byte[] report, Signer... signers) {
    boolean unsigned = signers.length == 0;
    byte[] entity = unsigned ? report : signed(report, Signatures.detached(report, signers));
    return part(id(), sealed(entity));
  }

  /** A whole part, sealed and signed, that is to be delivered. */
  byte[] honest(String canary) {
    return part(id(), sealed(signed(ediPart(canary))));
  }
}
