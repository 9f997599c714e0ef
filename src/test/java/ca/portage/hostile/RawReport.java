package ca.portage.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A receipt's report, line by line: good as it is begun, and then changed in any way. It shares no
 * code with the product's own writer.
 */
public final class RawReport {
  /** The boundary as declared. */
  public static final String BOUNDARY = "----=_report_519212206.960396072280";

  private final List<String> fields = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private String type =
      "Content-Type: multipart/report; report-type=disposition-notification; boundary=\""
          + BOUNDARY
          + '"';
  private String notification = "Content-Type: message/disposition-notification";
  private String delimiter = "--" + BOUNDARY;
  private boolean text = true;
  private boolean closed = true;
  private String end = "\r\n";

  private RawReport() {}

  /** The report of a message that was processed. */
  public static RawReport processed(String id, String mic) {
    RawReport report = new RawReport();
    report.fields.add("Final-Recipient: rfc822; cig@gateway.example");
    report.fields.add("Original-Message-ID: " + id);
    report.fields.add("Received-Content-MIC: " + mic);
    report.fields.add("Disposition: automatic-action/MDN-sent-automatically; processed");
    return report;
  }

  /** Has the field of that name stand as {@code line}; several lines, or none if it is empty. */
  public RawReport field(String name, String line) {
    int at = 0;
    while (!fields.get(at).toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT))) {
      at++;
    }
    fields.remove(at);
    if (!line.isEmpty()) {
      fields.add(at, line);
    }
    return this;
  }

  /** The line of the id, whole. */
  public RawReport original(String line) {
    return field("Original-Message-ID", line);
  }

  /** The line of the check, whole. */
  public RawReport mic(String line) {
    return field("Received-Content-MIC", line);
  }

  /** What became of the message, after the colon and a blank. */
  public RawReport says(String disposition) {
    return field("Disposition", "Disposition: " + disposition);
  }

  /** One more line in the notification. */
  public RawReport more(String line) {
    fields.add(line);
    return this;
  }

  /** Another line for the report's own type. */
  public RawReport type(String line) {
    type = line;
    return this;
  }

  /** Another line for the notification's type. */
  public RawReport notification(String line) {
    notification = line;
    return this;
  }

  /** Delimiter lines that are not {@code --} and the boundary. */
  public RawReport delimiter(String line) {
    delimiter = line;
    return this;
  }

  /** A further part: headers, empty line, body. */
  public RawReport part(String... lines) {
    others.add(String.join("\r\n", lines));
    return this;
  }

  /** No part for people. */
  public RawReport withoutText() {
    text = false;
    return this;
  }

  /** No closing delimiter. */
  public RawReport unclosed() {
    closed = false;
    return this;
  }

  /** Lines that end in LF alone. */
  public RawReport lf() {
    end = "\n";
    return this;
  }

  /** The notification's fields as they stand in their part. */
  public String fields() {
    return String.join("\r\n", fields) + "\r\n";
  }

  /** The whole entity, ready to be signed. */
  public byte[] bytes() {
    List<String> lines = new ArrayList<>(List.of(type, ""));
    if (text) {
      lines.addAll(List.of(delimiter, "Content-Type: text/plain", "", "Received and read."));
    }
    lines.addAll(List.of(delimiter, notification, "", fields()));
    others.forEach(other -> lines.addAll(List.of(delimiter, other)));
    if (closed) {
      lines.add(delimiter + "--");
    }
    return bytes(String.join("\r\n", lines) + "\r\n", end);
  }

  static byte[] bytes(String text, String end) {
    return text.replaceAll("\r?\n", end).getBytes(StandardCharsets.ISO_8859_1);
  }
}
