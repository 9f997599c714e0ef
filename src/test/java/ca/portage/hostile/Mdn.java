package ca.portage.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A receipt written by hand.
 *
 * @param fields of its notification, whole lines
 */
record Mdn(List<String> fields) {
  private static final String SAID = "Disposition: automatic-action/MDN-sent-automatically; ";

  Mdn {
    fields = List.copyOf(fields);
  }

  /** As the gateway should write it. */
  static Mdn of(Submitted sent) {
    return of(sent.messageId(), sent.mic() + ", sha1");
  }

  /** The same for a message that the gateway never got. */
  static Mdn of(String messageId, String mic) {
    return new Mdn(
        List.of(
            "Final-Recipient: rfc822; customs@gateway.example",
            "Original-Message-ID: " + messageId,
            "Received-Content-MIC: " + mic,
            SAID + "processed"));
  }

  /** The same with this line in place of the one of its name. */
  Mdn with(String line) {
    List<String> changed = new ArrayList<>(fields);
    String name = line.substring(0, line.indexOf(':') + 1);
    changed.removeIf(f -> f.startsWith(name));
    changed.add(line);
    return new Mdn(changed);
  }

  Mdn and(String line) {
    List<String> more = new ArrayList<>(fields);
    more.add(line);
    return new Mdn(more);
  }

  Mdn saying(String disposition) {
    return with(SAID + disposition);
  }

  /** The report that is signed, with further parts. */
  byte[] part(byte[]... more) {
    byte[][] parts = new byte[2 + more.length][];
    parts[0] = Forge.entity(Bytes.join("It came.\r\n"), "Content-Type: text/plain");
    parts[1] = notification();
    System.arraycopy(more, 0, parts, 2, more.length);
    return report(parts);
  }

  /** The report with something else, made of its notification, in the notification's place. */
  byte[] around(UnaryOperator<byte[]> wrapping) {
    return report(wrapping.apply(notification()));
  }

  private byte[] notification() {
    return Forge.entity(
        Bytes.join(String.join("\r\n", fields), "\r\n"),
        "Content-Type: message/disposition-notification");
  }

  private static byte[] report(byte[]... parts) {
    String boundary = "mdn." + Bytes.word();
    return Forge.entity(
        Reply.mixed(boundary, parts),
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=\""
            + boundary
            + '"');
  }
}
