package ca.portage.hostile;

import static ca.portage.hostile.Expected.rejected;

import ca.portage.hostile.Expected.Part;
import java.util.Arrays;

/** Answers larger than the heap, or of more parts than anybody sends. */
final class LargeCases {
  private static final boolean LONG = Boolean.getBoolean("harness.long");
  private static final int MEGABYTES = LONG ? 1024 : 96;
  private static final int PARTS = 10_000;
  private static final String NOT_BASE64 = "^what should be base64 is not$";

  private LargeCases() {}

  static void write(Scene s) {
    large(s, "%".repeat(63) + "\n");
    byte[][] parts = new byte[PARTS][];
    Part[] fates = new Part[PARTS];
    Arrays.fill(parts, Bytes.join("X: y\r\n\r\nz"));
    Arrays.fill(fates, Part.rejected(NOT_BASE64));
    parts[PARTS / 2] = s.good();
    fates[PARTS / 2] = Part.delivered();
    s.add(
        "D5",
        PARTS + " parts, one of them a message",
        Reply.of("multipart/mixed; boundary=m", Reply.mixed("m", parts)),
        Expected.of(fates));
  }

  private static void large(Scene s, String line) {
    byte[] head = Bytes.join("--big\r\nMessage-Id: <big>\r\n\r\n");
    byte[] block = Bytes.join(line.repeat((1 << 20) / line.length()));
    byte[] tail = Bytes.join("\r\n--big--\r\n");
    long length = head.length + (long) MEGABYTES * block.length + tail.length;
    s.lost(
        "D11",
        "an answer of " + MEGABYTES + " MB",
        (request, out) -> {
          out.write(
              Bytes.join(
                  "HTTP/1.1 200 OK\r\nContent-Type: multipart/mixed; boundary=big\r\n",
                  "Content-Length: " + length + "\r\n\r\n",
                  head));
          for (int i = 0; i < MEGABYTES; i++) {
            out.write(block);
          }
          out.write(tail);
          return true;
        },
        rejected(NOT_BASE64));
  }
}
