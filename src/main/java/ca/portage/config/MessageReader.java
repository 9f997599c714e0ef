package ca.portage.config;

import ca.portage.config.yaml.Block;
import ca.portage.config.yaml.Form;
import java.util.List;
import java.util.regex.Pattern;

/** Reads how messages and receipts are made: algorithms, layout, texts. */
final class MessageReader {
  static final List<String> DIGESTS = List.of("sha1", "sha256", "sha384", "sha512");
  static final List<String> SIGNATURES = List.of("pkcs1", "pss");
  static final List<String> TRANSPORTS = List.of("pkcs1", "oaep-sha1", "oaep-sha256");
  static final List<String> CIPHERS =
      List.of(
          "3des",
          "cast5",
          "aes-128-cbc",
          "aes-192-cbc",
          "aes-256-cbc",
          "aes-128-gcm",
          "aes-256-gcm");
  private static final String TOKEN = "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*";
  private static final Form<String> MEDIA_TYPE =
      Form.like(
          Pattern.compile(TOKEN + "/" + TOKEN), "a media type such as application/edi-consent");

  private MessageReader() {}

  static MessageForm message(Block block) {
    String digest = block.optional("digest", Form.word(DIGESTS), "sha1");
    String signature = block.optional("signature", Form.word(SIGNATURES), "pkcs1");
    String cipher = block.optional("cipher", Form.word(CIPHERS), "aes-256-cbc");
    String transport = block.optional("keyTransport", Form.word(TRANSPORTS), "pkcs1");
    Boolean protection = block.optional("algorithmProtection", Form.truth(), false);
    Boolean certificates = block.optional("includeCertificates", Form.truth(), true);
    SignatureEncoding encoding =
        block.optional("encoding", Form.word(SignatureEncoding.class), SignatureEncoding.BASE64);
    Boolean quoted = block.optional("quotedBoundary", Form.truth(), true);
    Boolean lengths = block.optional("partLengths", Form.truth(), true);
    String edifact = block.optional("edifactType", MEDIA_TYPE, "application/edi-edifact");
    String cadex = block.optional("cadexType", MEDIA_TYPE, "application/edi-consent");
    block.finish();
    return block.whole(
        () ->
            new MessageForm(
                digest,
                signature,
                cipher,
                transport,
                protection,
                certificates,
                encoding,
                quoted,
                lengths,
                edifact,
                cadex));
  }

  static RequestObject request(Block block) {
    String type = block.required("type", MEDIA_TYPE);
    String text = block.required("text", Form.text());
    block.finish();
    return block.whole(() -> new RequestObject(type, text));
  }

  static ReceiptForm receipt(Block block) {
    String from = block.optional("from", template(), "{sender}");
    String recipient = block.optional("finalRecipient", template(), "rfc822; {sender}");
    String text =
        block.optional(
            "text",
            Form.text(),
            "The message was received and decrypted, and its signature verified.");
    block.finish();
    return block.whole(() -> new ReceiptForm(from, recipient, text));
  }

  private static Form<String> template() {
    return text -> {
      if (Form.line().read(text).replace("{sender}", "").matches(".*[{}].*")) {
        throw new IllegalArgumentException("may hold the placeholder {sender} and no other");
      }
      return text;
    };
  }
}
