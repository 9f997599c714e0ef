package ca.portage.hostile;

import static ca.portage.hostile.Expected.rejected;

import ca.portage.hostile.HostileCase.Poll;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.State;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Answers larger than the heap, or of more parts than anybody sends. */
final class LargeCases {
  private static final boolean LONG = Boolean.getBoolean("harness.long");
  private static final int MEGABYTES = LONG ? 1024 : 160;
  private static final int PARTS = LONG ? 10_000 : 1_000;

  private LargeCases() {}

  static void write(Scene s) {
    large(s, "%".repeat(63) + "\n");
    byte[][] parts = new byte[PARTS][];
    Arrays.fill(parts, Bytes.join("X: y\r\n\r\nz"));
    Reply reply = Reply.of("multipart/mixed; boundary=m", Reply.mixed("m", parts));
    s.add(
        "D5",
        PARTS + " parts that are none",
        List.of(
            new Poll(
                reply,
                Optional.of(reply.sent()),
                new Expected(
                    DownloadState.UNPACKED,
                    Collections.nCopies(PARTS, State.REJECTED),
                    "CMS|base64"))));
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
        rejected("CMS|base64"));
  }
}
