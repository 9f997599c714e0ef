package ca.portage.gateway;

import ca.portage.config.HeaderTemplate;
import ca.portage.config.RequestKind;
import ca.portage.content.Content;
import ca.portage.ediint.MessageId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * The header lines of one request, filled in from the profile's templates once and stored with the
 * bytes: a message sent again goes with the same lines, its date included (reliability O3U).
 */
public final class RequestHeaders {
  /** IMF-fixdate, always GMT (CIG E-06). */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

  private static final int MAX_BYTES = 64 * 1024;

  private RequestHeaders() {}

  /** The lines of a request of {@code kind} with the given id and body length. */
  public static List<Header> of(Workbench bench, RequestKind kind, MessageId id, long lengthBytes) {
    Map<String, String> values =
        Map.of(
            "{sender}", bench.channel().sender(),
            "{messageId}", id.value(),
            "{date}", now(bench.clock()),
            "{collect}", bench.channel().collect().toString(),
            "{submit}", bench.channel().submit().toString(),
            "{digest}", bench.profile().message().digest(),
            "{length}", Long.toString(lengthBytes));
    List<Header> lines = new ArrayList<>();
    for (HeaderTemplate template : bench.profile().headers(kind)) {
      String value = template.value();
      for (Map.Entry<String, String> entry : values.entrySet()) {
        value = value.replace(entry.getKey(), entry.getValue());
      }
      lines.add(new BasicHeader(template.name(), value));
    }
    return lines;
  }

  private static String now(Clock clock) {
    return DATE.format(ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  /** The lines as they are stored. */
  public static Content content(List<Header> headers) {
    StringBuilder lines = new StringBuilder();
    headers.forEach(
        h -> lines.append(h.getName()).append(": ").append(h.getValue()).append("\r\n"));
    return Content.of(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * Reads stored lines back.
   *
   * @throws IOException if the file is gone or is not what was stored
   */
  public static List<Header> read(Path file) throws IOException {
    String text = new String(Content.of(file).toBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
    List<Header> headers = new ArrayList<>();
    for (String line : text.split("\r\n")) {
      int colon = line.indexOf(": ");
      if (colon < 1) {
        throw new DamagedMessageException(
            file + " does not hold header lines; the stored message is damaged");
      }
      headers.add(new BasicHeader(line.substring(0, colon), line.substring(colon + 2)));
    }
    return headers;
  }
}
