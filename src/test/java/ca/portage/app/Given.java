package ca.portage.app;

import ca.portage.hostile.RawEnvelope;
import ca.portage.hostile.RawReport;
import ca.portage.hostile.RawSignature;
import ca.portage.hostile.RawSigned;
import ca.portage.hostile.Signatories;
import ca.portage.hostile.Signatory;
import ca.portage.ledger.Message;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * What whoever makes a receipt knows.
 *
 * @param message the message the receipt should be about; the gateway took it
 * @param other another message of ours
 * @param poll the message id of one of our download requests
 * @param word the digest asked for
 * @param part the bytes that were signed, with their headers
 * @param who everybody who could sign
 */
record Given(
    Message message, Message other, String poll, String word, byte[] part, Signatories who) {

  String id() {
    return message.messageId().orElseThrow();
  }

  /** The id without brackets. */
  String inner() {
    return id().substring(1, id().length() - 1);
  }

  /** The id without brackets and host. */
  String local() {
    return inner().substring(0, inner().indexOf('@'));
  }

  /** The right check in base64, without its algorithm. */
  String mic() {
    return micOf(message);
  }

  static String micOf(Message message) {
    String mic = message.mic().orElseThrow();
    return mic.substring(0, mic.indexOf(','));
  }

  /** The report of an honest receipt. */
  RawReport report() {
    return RawReport.processed(id(), mic() + ", " + word);
  }

  /** A signature of the gateway's. */
  RawSignature signature(byte[] part) throws Exception {
    return RawSignature.over(part).by(who.gateway());
  }

  /** A part as the gateway signs it. */
  RawSigned signed(byte[] signedPart) throws Exception {
    return new RawSigned(signedPart, signature(signedPart).der());
  }

  /** An honest report as somebody else signs it. */
  List<byte[]> signedBy(Signatory somebody) throws Exception {
    byte[] report = report().bytes();
    return seal(new RawSigned(report, RawSignature.over(report).by(somebody).der()));
  }

  /** An honest report with that signature. */
  List<byte[]> with(byte[] der) throws Exception {
    return seal(new RawSigned(report().bytes(), der));
  }

  List<byte[]> seal(RawSigned entity) throws Exception {
    return seal(entity.bytes());
  }

  List<byte[]> seal(byte[] entity) throws Exception {
    return List.of(RawEnvelope.seal(entity, who.client()));
  }

  /** A report, signed by the gateway and sealed for us. */
  List<byte[]> sealed(RawReport report) throws Exception {
    return seal(signed(report.bytes()));
  }

  /** An honest receipt. */
  List<byte[]> honest() throws Exception {
    return sealed(report());
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Bytes and texts in a row. */
  static byte[] join(Object... pieces) {
    StringBuilder all = new StringBuilder();
    for (Object piece : pieces) {
      all.append(
          piece instanceof byte[] b ? new String(b, StandardCharsets.ISO_8859_1) : (String) piece);
    }
    return bytes(all.toString());
  }

  /** A file for whose messages the gateway has no reply. */
  static byte[] interchange(int number) {
    return String.join(
            "\r\n",
            "UNB+UNOA:3+TESTBROKER+TESTGATEWAY+260302:1430+V" + number + "'",
            "UNH+1+CUSDEC:D:96A:UN'",
            "FTX+AAI+++verdict " + number + "'",
            "UNT+3+1'",
            "UNZ+1+V" + number + "'",
            "")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
