package ca.portage.simulator;

import ca.portage.cms.Digest;
import ca.portage.content.Content;
import ca.portage.ediint.MessageIds;
import ca.portage.ediint.MessageWriter;
import ca.portage.mime.Header;
import ca.portage.mime.Headers;
import ca.portage.mime.MultipartWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The gateway's writing by the rules. The receipt is composed here and not by the client's writer,
 * so that reader and writer cannot share a mistake.
 */
final class StrictForm implements WireForm {
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT);
  private static final String TEXT =
      "The gateway simulator opened and checked the message that this receipt names.";

  private final Digest digest;
  private final URI submit;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final MessageIds ids;

  /**
   * @param submit where the receipts for its own interchanges are to go (CIG I-19)
   */
  StrictForm(Digest digest, URI submit, Clock clock) {
    this.digest = digest;
    this.submit = submit;
    this.clock = clock;
    this.ids = new MessageIds(clock, random, GatewayName.HOST);
  }

  @Override
  public Content interchange(String mediaType, Content canonical) {
    return MessageWriter.part(mediaType, canonical, true);
  }

  @Override
  public Content receipt(ReceiptFacts facts) {
    String boundary = MessageWriter.boundary(clock, random);
    Content body =
        MultipartWriter.write(
            boundary,
            List.of(
                entity(Headers.of(new Header("Content-Type", "text/plain")), TEXT + "\r\n"),
                entity(
                    Headers.of(new Header("Content-Type", "message/disposition-notification")),
                    fields(facts).text()),
                entity(Headers.of(new Header("Content-Type", "message/rfc822")), returned(facts))));
    Headers headers =
        Headers.of(
            new Header(
                "Content-Type",
                "multipart/report; report-type=disposition-notification; boundary=\""
                    + boundary
                    + '"'));
    return Content.join(entity(headers, ""), body);
  }

  private static Headers fields(ReceiptFacts facts) {
    Headers fields =
        Headers.of(
            new Header("Final-Recipient", "rfc822; " + GatewayName.ADDRESS),
            new Header(
                "Original-Message-ID", facts.original().first("Message-ID").orElse("<unknown>")));
    if (facts.mic().isPresent()) {
      fields = fields.with("Received-Content-MIC", facts.mic().get().toString());
    }
    String error = facts.finding().error().map(word -> "/Error: " + word).orElse("");
    return fields.with("Disposition", "automatic-action/MDN-sent-automatically; processed" + error);
  }

  private static String returned(ReceiptFacts facts) {
    List<Header> headers = new ArrayList<>();
    facts.original().headers().forEach(h -> headers.add(new Header(h.name(), h.value())));
    return Headers.of(headers).text() + "\r\n";
  }

  @Override
  public Content signed(Content part, byte[] signature, boolean receipt) {
    String boundary = MessageWriter.boundary(clock, random);
    return MessageWriter.signed(part, signature, digest, boundary, true, true);
  }

  @Override
  public Download download(List<Outgoing> items) {
    String boundary = MessageWriter.boundary(clock, random);
    List<Content> parts = new ArrayList<>();
    for (Outgoing item : items) {
      parts.add(Content.join(entity(headers(item), ""), item.wire()));
    }
    return new Download(
        "multipart/mixed; boundary=\"" + boundary + '"', MultipartWriter.write(boundary, parts));
  }

  private Headers headers(Outgoing item) {
    Headers headers =
        Headers.of(
            new Header("Mime-Version", "1.0"),
            new Header("From", "Customs Gateway Simulator <" + GatewayName.ADDRESS + ">"),
            new Header("Message-Id", item.messageId()),
            new Header("Date", date(item.queued())));
    if (!item.receipt()) {
      headers =
          headers
              .with("Disposition-Notification-To", GatewayName.ADDRESS)
              .with(
                  "Disposition-Notification-Options",
                  "signed-receipt-protocol=required, pkcs7-signature;"
                      + " signed-receipt-micalg=required, "
                      + item.mic().algorithm().word())
              .with("Receipt-Delivery-Option", submit.toString());
    }
    return headers
        .with("Content-Type", "application/pkcs7-mime")
        .with("Content-Length", Long.toString(item.wire().size()));
  }

  @Override
  public String nextId() {
    return ids.next().value();
  }

  @Override
  public String date(Instant at) {
    return IMF_FIXDATE.format(at.atOffset(ZoneOffset.UTC));
  }

  @Override
  public String statusLine(int status) {
    return "HTTP/1.1 " + status + " " + Reasons.of(status);
  }

  @Override
  public String server() {
    return "Portage-Simulator";
  }

  private static Content entity(Headers headers, String body) {
    return Content.of((headers.text() + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
  }
}
