package ca.portage.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer with every byte of head and body at hand.
 *
 * @param status after {@code HTTP/1.1 } and a blank
 * @param headers whole lines without their ends
 * @param body as declared
 * @param sentBytes how much of the body really goes
 * @param keep whether the connection stays open
 */
record Reply(String status, List<String> headers, byte[] body, int sentBytes, boolean keep)
    implements Script {

  Reply {
    headers = List.copyOf(headers);
  }

  /** A head only. */
  static Reply status(String status) {
    return new Reply(
        status,
        status.startsWith("204") ? List.of() : List.of("Content-Length: 0"),
        new byte[0],
        0,
        true);
  }

  /** A 200 of this type and its true length. */
  static Reply of(String contentType, byte[] body) {
    return new Reply(
        "200 OK",
        List.of("Content-Type: " + contentType, "Content-Length: " + body.length),
        body,
        body.length,
        true);
  }

  /** A download of these parts under a good boundary. */
  static Reply download(byte[]... parts) {
    String boundary = "gw." + Bytes.word();
    return of("multipart/mixed; boundary=\"" + boundary + '"', mixed(boundary, parts));
  }

  static byte[] mixed(String boundary, byte[]... parts) {
    List<Object> pieces = new ArrayList<>();
    for (byte[] part : parts) {
      pieces.add("--" + boundary + "\r\n");
      pieces.add(part);
      pieces.add("\r\n");
    }
    pieces.add("--" + boundary + "--\r\n");
    return Bytes.join(pieces.toArray());
  }

  /** The same with this line in place of the header of its name, or added. */
  Reply with(String line) {
    Reply without = without(line.substring(0, line.indexOf(':')));
    return without.and(line);
  }

  /** The same with one more line, whatever is there. */
  Reply and(String... lines) {
    List<String> more = new ArrayList<>(headers);
    more.addAll(List.of(lines));
    return new Reply(status, more, body, sentBytes, keep);
  }

  Reply without(String name) {
    List<String> fewer = new ArrayList<>(headers);
    fewer.removeIf(h -> h.regionMatches(true, 0, name + ":", 0, name.length() + 1));
    return new Reply(status, fewer, body, sentBytes, keep);
  }

  /** The same, whose connection ends after so many bytes of the body. */
  Reply cutAfter(int bytes) {
    return new Reply(status, headers, body, bytes, false);
  }

  /** The same, whose connection ends in good order. */
  Reply closing() {
    return new Reply(status, headers, body, sentBytes, false);
  }

  Reply titled(String otherStatus) {
    return new Reply(otherStatus, headers, body, sentBytes, keep);
  }

  byte[] headBytes() {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    return Bytes.join(head.append("\r\n"));
  }

  /** What a client has to keep of it. */
  byte[] sent() {
    return Bytes.head(body, sentBytes);
  }

  @Override
  public boolean play(Taken request, Line line) throws IOException {
    line.write(Bytes.join(headBytes(), sent()));
    return keep;
  }
}
