package ca.portage.simulator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one request head; what can still be understood is kept and noted as a lapse. */
final class HeadParser {
  static final int LIMIT_BYTES = 64 * 1024;

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private final InputStream in;
  private final List<String> lapses = new ArrayList<>();
  private int readBytes;

  private HeadParser(InputStream in) {
    this.in = in;
  }

  /**
   * The next head on the connection, or nothing when the sender closed it between requests.
   *
   * @throws MalformedRequestException if it is no HTTP/1.x request or exceeds 64 KiB
   * @throws IOException if the connection fails or ends inside the head
   */
  static Optional<RequestHead> next(InputStream in) throws IOException, MalformedRequestException {
    return new HeadParser(in).read();
  }

  private Optional<RequestHead> read() throws IOException, MalformedRequestException {
    Optional<String> first = line();
    while (first.isPresent() && first.get().isEmpty()) {
      first = line();
    }
    if (first.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>(List.of(first.get()));
    for (String line = required(); !line.isEmpty(); line = required()) {
      lines.add(line);
    }
    String[] words = first.get().split(" ", -1);
    if (words.length != 3 || !words[2].matches("HTTP/1\\.[01]") || words[1].isEmpty()) {
      throw new MalformedRequestException("the request line is not METHOD TARGET HTTP/1.x");
    }
    List<HeaderLine> headers = headers(lines.subList(1, lines.size()));
    return Optional.of(new RequestHead(lines, words[0], words[1], words[2], headers, lapses));
  }

  private List<HeaderLine> headers(List<String> lines) throws MalformedRequestException {
    List<HeaderLine> headers = new ArrayList<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).stripTrailing();
      if (line.startsWith(" ") || line.startsWith("\t") || !TOKEN.matcher(name).matches()) {
        continueLast(headers, line);
        continue;
      }
      if (name.length() < colon) {
        lapses.add("a blank before the colon of " + name);
      }
      headers.add(new HeaderLine(name, line.substring(colon + 1).strip()));
    }
    return headers;
  }

  private void continueLast(List<HeaderLine> headers, String line)
      throws MalformedRequestException {
    if (headers.isEmpty()) {
      throw new MalformedRequestException("the first header line has no name");
    }
    HeaderLine last = headers.remove(headers.size() - 1);
    lapses.add("the header " + last.name() + " is folded over several lines");
    headers.add(new HeaderLine(last.name(), (last.value() + " " + line.strip()).strip()));
  }

  private String required() throws IOException, MalformedRequestException {
    return line().orElseThrow(() -> new IOException("the connection ended inside the head"));
  }

  private Optional<String> line() throws IOException, MalformedRequestException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    int b = in.read();
    if (b < 0) {
      return Optional.empty();
    }
    for (; b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the connection ended inside a line");
      }
      if (++readBytes > LIMIT_BYTES) {
        throw new MalformedRequestException("the head is longer than " + LIMIT_BYTES + " bytes");
      }
      line.write(b);
    }
    return Optional.of(checked(line.toString(StandardCharsets.ISO_8859_1)));
  }

  private String checked(String text) throws MalformedRequestException {
    String line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    if (line.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
      throw new MalformedRequestException("a control character in the head");
    }
    if (!text.endsWith("\r")) {
      lapses.add("a line ends in a bare line feed");
    }
    return line;
  }
}
