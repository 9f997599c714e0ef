package ca.portage.hostile;

import static ca.portage.hostile.Expected.cut;
import static ca.portage.hostile.Expected.delivered;
import static ca.portage.hostile.Expected.empty;
import static ca.portage.hostile.Expected.refused;
import static ca.portage.hostile.Expected.unknown;

import ca.portage.hostile.HostileCase.Poll;
import ca.portage.ledger.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

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
    heads(s);
    notDownloads(s);
    repeats(s);
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
        slice == 0 ? unknown("cut before its content") : cut(whole));
  }

  private static void cutHead(Scene s, int slice) {
    byte[] head = Reply.download(s.forge.honest(s.evil())).headBytes();
    byte[] some = Bytes.head(head, head.length * slice / 8);
    s.lost("D1", "cut after %d of 8 slices of the head".formatted(slice), some, unknown("no answer"));
  }

  private static void lengths(Scene s) {
    Reply reply = Reply.download(s.good());
    s.add("D2", "length too large", reply.with("Content-Length: 99999").closing(), cut(1));
    reply = Reply.download(s.good(), s.forge.honest(s.evil()));
    int half = reply.body().length * 3 / 4;
    Reply first = reply.with("Content-Length: " + half).closing();
    s.add(
        "D2",
        "length too small",
        List.of(new Poll(first, Optional.of(Bytes.head(reply.body(), half)), cut(1))));
    smuggled(s);
    for (String length : List.of("-5", "12abc", "99999999999999999999", "0x10", "")) {
      s.lost(
          "D2",
          "length \"" + length + '"',
          Reply.download(s.forge.honest(s.evil())).with("Content-Length: " + length).closing(),
          unknown("no answer"));
    }
    s.add(
        "D2",
        "no length, ended by the close",
        Reply.download(s.good()).without("Content-Length").closing(),
        delivered(1));
    reply = Reply.download(s.forge.honest(s.evil()));
    s.lost(
        "D2",
        "two different lengths",
        reply.and("Content-Length: 7").closing(),
        unknown("no answer"));
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
        "D2",
        "chunks",
        List.of(chunked(reply, "Transfer-Encoding: chunked", true, delivered(1))));
    reply = Reply.download(s.good()).without("Content-Length");
    s.add(
        "D2",
        "chunks without their end",
        List.of(chunked(reply, "Transfer-Encoding: chunked", false, cut(1))));
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
          unknown("answer"));
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
        unknown("answer"));
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

  private static void heads(Scene s) {
    byte[] body = Reply.download(s.forge.honest(s.evil())).body();
    s.lost("D7", "a body without a head", body, unknown("no answer"));
    for (String line :
        List.of("HTTP/1.1 abc OK", "HTTP/1.1 99999999999 OK", "ICY 200 OK", "\0\0\0\0", "HTTP/")) {
      s.lost(
          "D7",
          "status line \"" + line.replace("\0", "NUL") + '"',
          Bytes.join(line, "\r\nContent-Type: ", MULTIPART, "\r\n\r\n", body),
          unknown("no answer"));
    }
    Reply reply = Reply.download(s.forge.honest(s.evil()));
    s.lost(
        "D7",
        "100,000 header lines",
        Bytes.join("HTTP/1.1 200 OK\r\n", "X-Flood: y\r\n".repeat(100_000), "\r\n", body),
        unknown("no answer"));
    s.lost(
        "D7",
        "a header line of 1 MiB",
        reply.and("X-Long: " + "y".repeat(1 << 20)).closing(),
        unknown("no answer"));
    s.lost(
        "D7",
        "a header of 1 MiB in folds",
        reply.and("X-Folded: y" + "\r\n yyyyyyy".repeat(1 << 17)).closing(),
        unknown("no answer"));
    s.lost(
        "D7",
        "a thousand interim answers",
        Bytes.join("HTTP/1.1 102 Processing\r\n\r\n".repeat(1000), reply.headBytes(), body),
        unknown("no answer"));
    String[] many = new String[30];
    java.util.Arrays.setAll(many, i -> "X-Much-" + i + ": " + "y".repeat(15_000));
    s.add("D7", "a head of 450 KB", Reply.download(s.good()).and(many), delivered(1));
  }

  private static void notDownloads(Scene s) {
    byte[] page =
        Bytes.join("<html><body>Please log in ", s.evil(), " <form action=/login></body></html>");
    s.add("D13", "a log-in page", Reply.of("text/html", page), refused("no download"));
    s.add(
        "D13",
        "a log-in page without a type",
        Reply.of("text/html", page).without("Content-Type"),
        refused("no download"));
    s.add(
        "D13",
        "a log-in page that says multipart",
        Reply.of("multipart/mixed", page),
        refused("no boundary"));
    s.add(
        "D13",
        "a log-in page that says multipart, with a boundary",
        Reply.of(MULTIPART, page),
        cut(0));
    s.add(
        "D13",
        "one bare message",
        Reply.of(
            "application/pkcs7-mime",
            s.forge.sealed(s.forge.signed(Forge.ediPart(s.evil())))),
        refused("no download"));
    s.lost(
        "D13",
        "a redirect to a log-in page",
        Reply.of("text/html", page).titled("302 Found").and("Location: https://localhost:1/login"),
        refused("302"));
    for (String status : List.of("407 Proxy Authentication Required", "511 Log In", "999 What")) {
      Reply reply = Reply.of("text/html", page).titled(status);
      s.lost("D13", "status " + status, reply, refused(status.substring(0, 3)));
    }
    for (String status : List.of("204 No Content", "205 Reset Content")) {
      s.lost("D12", "status " + status, Reply.status(status), empty());
    }
    s.lost("D12", "200 without content", Reply.of("text/plain", new byte[0]), empty());
    s.lost("D12", "200 multipart without content", Reply.of(MULTIPART, new byte[0]), empty());
    Reply zipped = Reply.download(s.forge.honest(s.evil()));
    byte[] gzip = gzip(zipped.body());
    s.add(
        "D2",
        "a compressed answer that nobody asked for",
        Reply.of(MULTIPART, gzip).and("Content-Encoding: gzip"),
        cut(0));
  }

  private static void repeats(Scene s) {
    Reply twice = Reply.download(s.good(), s.good());
    s.add(
        "D14",
        "the same answer twice",
        List.of(
            Poll.of(twice, delivered(2)),
            Poll.of(twice, Expected.parts("came before", State.DUPLICATE, State.DUPLICATE))));
    byte[] one = s.good();
    s.add(
        "D14",
        "the same part twice in one answer",
        Reply.download(one, one),
        Expected.parts("came before", State.CLOSED, State.DUPLICATE));
    String id = Forge.id();
    Reply first =
        Reply.download(
            Forge.part(id, s.forge.sealed(s.forge.signed(Forge.ediPart(s.canaries.good())))));
    Reply other =
        Reply.download(Forge.part(id, s.forge.sealed(s.forge.signed(Forge.ediPart(s.evil())))));
    s.add(
        "D15",
        "the same id with other content",
        List.of(
            Poll.of(first, delivered(1)),
            Poll.of(other, Expected.parts("other content", State.CONFLICT))));
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
