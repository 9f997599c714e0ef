package ca.portage.simulator;

import ca.portage.cms.Digest;
import ca.portage.content.Content;
import ca.portage.mime.TransferEncoding;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The gateway's writing as the figures of the March 2008 edition show it, oddities included; each
 * names its row. What it signs is signed right, and an answer's Content-Length is true.
 */
final class Figures2008 implements WireForm {
  private static final DateTimeFormatter GMT_LABEL =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT);
  private static final String ADDRESS = "<" + GatewayName.ADDRESS + ">";
  private static final String TEXT =
      "Simulated Message Received/Decrypted/Validated and Forwarded for Tests";

  private final Digest digest;
  private final URI submit;
  private final Clock clock;
  private final AtomicLong sequence = new AtomicLong();

  /**
   * @param submit where the receipts for its own interchanges are to go (CIG I-19)
   */
  Figures2008(Digest digest, URI submit, Clock clock) {
    this.digest = digest;
    this.submit = submit;
    this.clock = clock;
  }

  /** A part whose Content-Length is wrong (CIG Q-16). */
  @Override
  public Content interchange(String mediaType, Content canonical) {
    String type = mediaType.replace("application/", "Application/");
    return Content.join(
        lines("Content-Type: " + type, "Content-Length: " + (canonical.size() + 4096), ""),
        canonical);
  }

  /** Figure 4: CIG in the line break at its end. */
  @Override
  public Content receipt(ReceiptFacts facts) {
    String boundary = "-----Boundary-00=_" + unique("VA4");
    Content fields = new Receipt2008(facts, ADDRESS).fields();
    Content returned = new Receipt2008(facts, ADDRESS).returned(submit);
    return Content.join(
        lines(
            "Content-Type: Multipart/report;",
            "  report-type=\"disposition notification\";",
            "  boundary=\"" + boundary + "\"",
            "",
            boundary,
            "Content-Type: Text/Plain",
            "Content-Length: " + TEXT.length(),
            "",
            TEXT,
            boundary,
            "Content-Type: Message/disposition-notification",
            "Content-Length: " + (fields.size() + 51),
            ""),
        fields,
        lines(
            boundary,
            "Content-Type: Message/rfc822",
            "Content-Length: " + (returned.size() + 76),
            ""),
        returned,
        lines(boundary + "--"));
  }

  /** Figures 3 and 4: CIG. */
  @Override
  public Content signed(Content part, byte[] signature, boolean receipt) {
    String boundary = "-----Boundary-00=_" + unique("QL8");
    String fold = receipt ? "  " : "";
    byte[] base64 = TransferEncoding.base64Lines(signature);
    Content head =
        lines(
            "Content-Type: Multipart/signed;",
            fold + "Protocol=\"application/pkcs7-signature\";",
            fold + "micalg=" + (receipt ? "\"" + digest.word() + "\"" : digest.word()) + ";",
            fold + "boundary=\"" + boundary + "\"",
            "",
            boundary);
    Content second =
        lines(
            "",
            boundary,
            "Content-Type: Application/pkcs7-signature",
            "Content-Length: " + (base64.length + 802),
            "");
    return Content.join(head, part, second, Content.of(base64), lines("", boundary + "--"));
  }

  /** The download's figure: CIG, K-13, K-14. */
  @Override
  public Download download(List<Outgoing> items) {
    String boundary = "-----Boundary-519212206." + clock.millis() + unique("") + "@simulator";
    List<Content> pieces = new ArrayList<>();
    for (Outgoing item : items) {
      pieces.add(lines(boundary, ""));
      pieces.add(partHead(item));
      pieces.add(item.wire());
      pieces.add(lines(""));
    }
    pieces.add(lines(boundary + "--"));
    return new Download(
        "Multipart/mixed;\r\n  boundary=\"" + boundary + "\"",
        Content.join(pieces.toArray(Content[]::new)));
  }

  private Content partHead(Outgoing item) {
    List<String> head = new ArrayList<>();
    head.add(item.receipt() ? "Mime-Version: 1.0" : "Mime-Version : 1.0");
    head.add("From: " + (item.receipt() ? "Customs Gateway Simulator " : "") + ADDRESS);
    head.add("Message-Id: " + item.messageId());
    head.add("Date: " + date(item.queued()));
    if (!item.receipt()) {
      head.add(
          "Disposition-Notification-Options: signed-receipt-protocol=required, pkcs7-signature;");
      head.add("Signed-Receipt-Micalg=required, " + digest.word());
      head.add("Disposition-Notification-To: " + ADDRESS);
      head.add("Receipt-Delivery-Option: " + submit);
    }
    head.add("Content-Type: Application/pkcs7-mime");
    head.add("Content-Length: " + item.wire().size());
    head.add("");
    return lines(head.toArray(String[]::new));
  }

  /** An id with two {@code @} and no domain, begun by the time in hex (CIG ). */
  @Override
  public String nextId() {
    long number = sequence.incrementAndGet();
    return String.format(
        Locale.ROOT,
        "<%08X.%06d.%05d@@%s>",
        clock.instant().getEpochSecond(),
        number % 1_000_000,
        ProcessHandle.current().pid() % 100_000,
        GatewayName.HOST_2008);
  }

  /** Local time that calls itself GMT (CIG Q-24). */
  @Override
  public String date(Instant at) {
    return GMT_LABEL.format(at.atZone(Samples.OTTAWA));
  }

  /** HTTP/1.0, and a reason in lower case for 204 (CIG Q-33). */
  @Override
  public String statusLine(int status) {
    return "HTTP/1.0 " + status + " " + (status == 204 ? "ok" : Reasons.of(status));
  }

  @Override
  public String server() {
    return "Simulator/1.3.6.2 (2008)";
  }

  private String unique(String stem) {
    return stem + String.format(Locale.ROOT, "%013d", sequence.incrementAndGet());
  }

  static Content lines(String... lines) {
    String text = String.join("\r\n", lines) + "\r\n";
    return Content.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
