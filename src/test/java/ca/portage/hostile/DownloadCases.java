package ca.portage.hostile;

import static ca.portage.hostile.Expected.cut;
import static ca.portage.hostile.Expected.cutBeforeItsContent;
import static ca.portage.hostile.Expected.cutBehindTheParts;
import static ca.portage.hostile.Expected.delivered;
import static ca.portage.hostile.Expected.unclosed;
import static ca.portage.hostile.Expected.unknown;

import ca.portage.hostile.HostileCase.Poll;
import java.util.List;
import java.util.Optional;

/** Answers whose frame is wrong: cut, lying about their length, repeated, or no answers at all. */
final class DownloadCases {
  private static final int SLICES = 64;
  private static final int PARTS = 3;
  private static final String MULTIPART = "multipart/mixed; boundary=\"b\"";

  private DownloadCases() {}

  static void write(Scene s) {
    for (int slice = 0; slice < SLICES; slice++) {
      cutBody(s, slice);
    }
    for (int slice = 0; slice < 8; slice++) {
      cutHead(s, slice);
    }
    lengths(s);
    chunks(s);
  }

  /** D1: three messages, cut after {@code slice} 64ths; what was whole before the cut is used. */
  private static void cutBody(Scene s, int slice) {
    String boundary = "gw." + Bytes.word();
    byte[][] parts = new byte[PARTS][];
    for (int i = 0; i < PARTS; i++) {
      parts[i] = s.forge.honest("GOODCANARY000000X");
    }
    String layout = Bytes.text(Reply.mixed(boundary, parts));
    int cutAt = layout.length() * slice / SLICES;
    int delimiters = 0;
    for (int at = layout.indexOf("--" + boundary); at >= 0; ) {
      delimiters += at + boundary.length() + 2 <= cutAt ? 1 : 0;
      at = layout.indexOf("--" + boundary, at + 1);
    }
    int whole = Math.max(delimiters - 1, 0);
    for (int i = 0; i < PARTS; i++) {
      parts[i] = s.forge.honest(i < whole ? s.canaries.good() : s.evil());
    }
    Reply reply =
        Reply.of("multipart/mixed; boundary=\"" + boundary + '"', Reply.mixed(boundary, parts));
    String name = "cut after %d of 64 slices".formatted(slice);
    s.add(
        "D1",
        name,
        reply.cutAfter(cutAt),
        slice == 0 ? cutBeforeItsContent("Premature end of Content-Length") : cut(whole));
  }

  private static void cutHead(Scene s, int slice) {
    byte[] head = Reply.download(s.forge.honest(s.evil())).headBytes();
    byte[] some = Bytes.head(head, head.length * slice / 8);
    s.lost(
        "D1",
        "cut after %d of 8 slices of the head".formatted(slice),
        some,
        unknown("the connection ended before a whole answer came"));
  }

  private static void lengths(Scene s) {
    Reply reply = Reply.download(s.good());
    s.add(
        "D2",
        "length too large",
        reply.with("Content-Length: 99999").closing(),
        cutBehindTheParts(1));
    reply = Reply.download(s.good(), s.forge.honest(s.evil()));
    int half = reply.body().length * 3 / 4;
    Reply first = reply.with("Content-Length: " + half).closing();
    s.add(
        "D2",
        "length too small",
        List.of(new Poll(first, Optional.of(Bytes.head(reply.body(), half)), unclosed(1))));
    smuggled(s);
    for (String length : List.of("-5", "12abc", "99999999999999999999", "0x10", "")) {
      s.lost(
          "D2",
          "length \"" + length + '"',
          Reply.download(s.forge.honest(s.evil())).with("Content-Length: " + length).closing(),
          unknown((length.equals("-5") ? "Negative" : "Invalid") + " content length: " + length));
    }
    s.add(
        "D2",
        "no length, ended by the close",
        Reply.download(s.good()).without("Content-Length").closing(),
        delivered(1));
    old(s);
    reply = Reply.download(s.forge.honest(s.evil()));
    s.lost(
        "D2",
        "two different lengths",
        reply.and("Content-Length: 7").closing(),
        unknown("Multiple Content-Length headers"));
  }

  /** As a server of before 1997 answers: the close is the end. */
  private static void old(Scene s) {
    Reply reply = Reply.download(s.good()).without("Content-Length");
    String head = Bytes.text(reply.headBytes()).replace("HTTP/1.1", "HTTP/1.0");
    Script script =
        (request, line) -> {
          line.write(Bytes.join(head, reply.body()));
          return false;
        };
    s.add(
        "D2",
        "HTTP/1.0 without a length",
        List.of(new Poll(script, Optional.of(reply.body()), delivered(1))));
  }

  /** A second answer nobody asked for, waiting behind the first on the same connection. */
  private static void smuggled(Scene s) {
    Reply reply = Reply.download(s.good());
    Reply behind = Reply.download(s.forge.honest(s.evil()));
    Script both =
        (request, line) -> {
          line.write(
              Bytes.join(reply.headBytes(), reply.body(), behind.headBytes(), behind.body()));
          return true;
        };
    s.add(
        "D2",
        "another answer hidden behind the length",
        List.of(new Poll(both, Optional.of(reply.body()), delivered(1))));
  }

  private static void chunks(Scene s) {
    Reply reply = Reply.download(s.good()).without("Content-Length");
    s.add(
        "D2", "chunks", List.of(chunked(reply, "Transfer-Encoding: chunked", true, delivered(1))));
    reply = Reply.download(s.good()).without("Content-Length");
    s.add(
        "D2",
        "chunks without their end",
        List.of(chunked(reply, "Transfer-Encoding: chunked", false, cutBehindTheParts(1))));
    reply = Reply.download(s.good());
    s.add(
        "D2",
        "chunks beside a length",
        List.of(chunked(reply, "Transfer-Encoding: chunked", true, delivered(1))));
    byte[] head =
        Reply.of(MULTIPART, new byte[0])
            .without("Content-Length")
            .and("Transfer-Encoding: chunked")
            .headBytes();
    for (String size : List.of("zz", "-1", "ffffffffffffffff", "")) {
      s.lost(
          "D2",
          "chunk of size \"" + size + '"',
          Bytes.join(head, size, "\r\n--b\r\n\r\n", s.evil()),
          cutBeforeItsContent(
              size.equals("-1") ? "Negative chunk size" : "Bad chunk header: " + size));
    }
    s.lost(
        "D2",
        "chunk of nine exabytes",
        Bytes.join(head, "7fffffffffffffff\r\n--b\r\n\r\n", s.evil()),
        cut(0));
    s.lost(
        "D2",
        "a megabyte of chunk extension",
        Bytes.join(head, "5;", "x".repeat(1 << 20), "\r\n"),
        cutBeforeItsContent("Maximum line length limit exceeded"));
  }

  private static Poll chunked(Reply reply, String coding, boolean ended, Expected expected) {
    byte[] body = reply.body();
    int third = body.length / 3;
    byte[] rest = java.util.Arrays.copyOfRange(body, third, body.length);
    Script script =
        (request, line) -> {
          line.write(reply.and(coding).headBytes());
          line.write(
              Bytes.join(Integer.toHexString(third), "\r\n", Bytes.head(body, third), "\r\n"));
          line.write(Bytes.join(Integer.toHexString(rest.length), "\r\n", rest, "\r\n"));
          line.write(Bytes.join(ended ? "0\r\n\r\n" : ""));
          return ended;
        };
    return new Poll(script, Optional.of(body), expected);
  }
}
