package ca.portage.simulator.http;

import java.util.List;
import java.util.Optional;

/**
 * Everything before the body, in the sender's own spelling and order.
 *
 * @param lines the request line and every header line as sent, without line ends
 * @param method the first word of the request line
 * @param target the second word: a path, or an absolute URI (CIG Q-32)
 * @param version {@code HTTP/1.0} or {@code HTTP/1.1}
 * @param headers the headers in order
 * @param lapses what HTTP/1.1 forbids but could be read all the same: folded lines, a blank before
 *     a colon, bare line feeds (RFC 9112 §2.2, §5.1, §5.2)
 */
public record RequestHead(
    List<String> lines,
    String method,
    String target,
    String version,
    List<HeaderLine> headers,
    List<String> lapses) {

  /** Copies the lists, so that a head never changes. */
  public RequestHead {
    lines = List.copyOf(lines);
    headers = List.copyOf(headers);
    lapses = List.copyOf(lapses);
  }

  /** The values of every header of that name, whatever its case. */
  public List<String> values(String name) {
    return headers.stream()
        .filter(h -> h.name().equalsIgnoreCase(name))
        .map(HeaderLine::value)
        .toList();
  }

  /** The first value of that name. */
  public Optional<String> first(String name) {
    return values(name).stream().findFirst();
  }

  /** The path the request asks for, without scheme, host and query. */
  public String path() {
    String path = target.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*", "");
    return path.replaceFirst("[?#].*$", "");
  }

  /** The declared body length, when the head declares exactly one and no transfer coding. */
  public Optional<Long> length() {
    List<String> lengths = values("Content-Length");
    if (lengths.size() != 1
        || !values("Transfer-Encoding").isEmpty()
        || !lengths.get(0).matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(Long.parseLong(lengths.get(0)));
  }

  /** Whether the connection can carry another request after this one. */
  boolean persistent() {
    boolean close = values("Connection").stream().anyMatch(v -> v.equalsIgnoreCase("close"));
    boolean delimited = length().isPresent() || !declaresBody();
    return version.equals("HTTP/1.1") && !close && delimited;
  }

  private boolean declaresBody() {
    return !values("Content-Length").isEmpty() || !values("Transfer-Encoding").isEmpty();
  }
}
