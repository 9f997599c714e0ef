package ca.portage.ediint;

import ca.portage.content.Content;
import ca.portage.mime.Header;
import ca.portage.mime.Headers;
import ca.portage.mime.MultipartWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes the receipt we return: the multipart/report that is then signed (CIG I-07 to I-13). */
public final class ReceiptWriter {

  /**
   * How our receipts look, from the profile.
   *
   * @param finalRecipient the value of Final-Recipient, {@code rfc822; addr} or as the gateway
   *     wants it (CIG Q-23)
   * @param text one or more lines for people; no reader parses them (CIG I-22)
   * @param partLengths whether parts say their Content-Length (CIG F-02)
   */
  public record Form(String finalRecipient, String text, boolean partLengths) {}

  private ReceiptWriter() {}

  /**
   * The receipt as one MIME entity, ready to be signed: text, notification, and the headers of the
   * message it is about (CIG I-21). The id is echoed verbatim (CIG Q-02).
   *
   * @param original the message received
   * @param mic what we computed over its signed part; none where it could not be opened
   * @param disposition what became of it
   * @param boundary one that occurs in none of this
   */
  public static Content write(
      OriginalMessage original,
      Optional<Mic> mic,
      Disposition disposition,
      Form form,
      String boundary) {
    String returned = original.headers().text() + "\r\n";
    Content body =
        MultipartWriter.write(
            boundary,
            List.of(
                text(form),
                part(
                    "Message/disposition-notification",
                    notification(original.id(), mic, disposition, form).text(),
                    form),
                part("Message/rfc822", returned, form)));
    String type =
        "Multipart/report; report-type=disposition-notification; boundary="
            + MessageWriter.parameter(boundary, true);
    return MessageWriter.entity(Headers.of(new Header("Content-Type", type)), body);
  }

  private static Headers notification(
      MessageId original, Optional<Mic> mic, Disposition disposition, Form form) {
    Headers fields =
        Headers.of(
            new Header("Final-Recipient", form.finalRecipient()),
            new Header("Original-Message-Id", original.value()));
    if (mic.isPresent()) {
      fields = fields.with("Received-content-MIC", mic.get().toString());
    }
    return fields.with("Disposition", disposition.raw());
  }

  private static Content text(Form form) {
    byte[] text = form.text().replaceAll("\\R", "\r\n").getBytes(StandardCharsets.UTF_8);
    boolean ascii = form.text().chars().allMatch(c -> c < 0x80);
    String type = ascii ? "Text/Plain" : "Text/Plain; charset=utf-8";
    return MessageWriter.part(type, Content.of(text), form.partLengths());
  }

  private static Content part(String type, String text, Form form) {
    Content body = Content.of(text.getBytes(StandardCharsets.ISO_8859_1));
    return MessageWriter.part(type, body, form.partLengths());
  }
}
