package ca.portage.hostile;

import static ca.portage.hostile.Expected.delivered;
import static ca.portage.hostile.Expected.empty;
import static ca.portage.hostile.Expected.refused;
import static ca.portage.hostile.Expected.unclosed;
import static ca.portage.hostile.Expected.unknown;
import static ca.portage.hostile.Expected.unreadable;

import ca.portage.hostile.Expected.Part;
import ca.portage.hostile.HostileCase.Poll;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Answers that are none: heads nobody can read, log-in pages, and what came before. */
final class AnswerCases {
  private static final String NOTHING = "^the answer has no content$";
  private static final String MULTIPART = "multipart/mixed; boundary=\"b\"";

  private AnswerCases() {}

  static void write(Scene s) {
    heads(s);
    notDownloads(s);
    repeats(s);
  }

  private static String refusal(String statusLine) {
    if (!statusLine.startsWith("HTTP")) {
      return "does not begin with a status line";
    }
    return statusLine.startsWith("HTTP/1.1 ") ? "invalid status code" : "Invalid protocol version";
  }

  private static void heads(Scene s) {
    byte[] body = Reply.download(s.forge.honest(s.evil())).body();
    s.lost("D7", "a body without a head", body, unknown("does not begin with a status line"));
    for (String line :
        List.of("HTTP/1.1 abc OK", "HTTP/1.1 99999999999 OK", "ICY 200 OK", "\0\0\0\0", "HTTP/")) {
      s.lost(
          "D7",
          "status line \"" + line.replace("\0", "NUL") + '"',
          Bytes.join(line, "\r\nContent-Type: ", MULTIPART, "\r\n\r\n", body),
          unknown(refusal(line)));
    }
    Reply reply = Reply.download(s.forge.honest(s.evil()));
    s.lost(
        "D7",
        "100,000 header lines",
        Bytes.join("HTTP/1.1 200 OK\r\n", "X-Flood: y\r\n".repeat(100_000), "\r\n", body),
        unknown("Maximum header count exceeded"));
    s.lost(
        "D7",
        "a header line of 1 MiB",
        reply.and("X-Long: " + "y".repeat(1 << 20)).closing(),
        unknown("Maximum line length limit exceeded"));
    s.lost(
        "D7",
        "a header of 1 MiB in folds",
        reply.and("X-Folded: y" + "\r\n yyyyyyy".repeat(1 << 17)).closing(),
        unknown("Maximum line length limit exceeded"));
    s.lost(
        "D7",
        "a thousand interim answers",
        Bytes.join("HTTP/1.1 102 Processing\r\n\r\n".repeat(1000), reply.headBytes(), body),
        unknown("more than 10 interim answers"));
    String[] many = new String[30];
    java.util.Arrays.setAll(many, i -> "X-Much-" + i + ": " + "y".repeat(15_000));
    s.add("D7", "a head of 450 KB", Reply.download(s.good()).and(many), delivered(1));
  }

  private static void notDownloads(Scene s) {
    byte[] page =
        Bytes.join("<html><body>Please log in ", s.evil(), " <form action=/login></body></html>");
    s.add(
        "D13",
        "a log-in page",
        Reply.of("text/html", page),
        refused("the answer is no download but \"text/html\""));
    s.add(
        "D13",
        "a log-in page without a type",
        Reply.of("text/html", page).without("Content-Type"),
        refused("the answer is no download but \"\""));
    s.add(
        "D13",
        "a log-in page that says multipart",
        Reply.of("multipart/mixed", page),
        unreadable("its Content-Type has no boundary"));
    s.add(
        "D13",
        "a log-in page that says multipart, with a boundary",
        Reply.of(MULTIPART, page),
        unclosed(0));
    s.add(
        "D13",
        "one bare message",
        Reply.of("application/pkcs7-mime", s.forge.sealed(s.forge.signed(Forge.ediPart(s.evil())))),
        refused("the answer is no download but \"application/pkcs7-mime\""));
    s.lost(
        "D13",
        "a redirect to a log-in page",
        Reply.of("text/html", page).titled("302 Found").and("Location: https://localhost:1/login"),
        refused("302, "));
    for (String status : List.of("407 Proxy Authentication Required", "511 Log In", "999 What")) {
      Reply reply = Reply.of("text/html", page).titled(status);
      s.lost("D13", "status " + status, reply, refused(status.substring(0, 3) + ", "));
    }
    for (String status : List.of("204 No Content", "205 Reset Content")) {
      s.lost(
          "D12",
          "status " + status,
          Reply.status(status),
          empty("^" + status.substring(0, 3) + ", "));
    }
    s.lost("D12", "200 without content", Reply.of("text/plain", new byte[0]), empty(NOTHING));
    s.lost(
        "D12", "200 multipart without content", Reply.of(MULTIPART, new byte[0]), empty(NOTHING));
    Reply zipped = Reply.download(s.forge.honest(s.evil()));
    byte[] gzip = gzip(zipped.body());
    s.add(
        "D2",
        "a compressed answer that nobody asked for",
        Reply.of(MULTIPART, gzip).and("Content-Encoding: gzip"),
        unclosed(0));
  }

  private static void repeats(Scene s) {
    Reply twice = Reply.download(s.good(), s.good());
    s.add(
        "D14",
        "the same answer twice",
        List.of(Poll.of(twice, delivered(2)), Poll.of(twice, Expected.all(2, Part.duplicate()))));
    byte[] one = s.good();
    s.add(
        "D14",
        "the same part twice in one answer",
        Reply.download(one, one),
        Expected.of(Part.delivered(), Part.duplicate()));
    byte[] signed = s.forge.signed(Forge.ediPart(s.canaries.good()));
    String again = Forge.id();
    s.add(
        "D14",
        "the same message encrypted anew",
        List.of(
            Poll.of(Reply.download(Forge.part(again, s.forge.sealed(signed))), delivered(1)),
            Poll.of(
                Reply.download(Forge.part(again, s.forge.sealed(signed))),
                Expected.of(Part.duplicate()))));
    String id = Forge.id();
    Reply first =
        Reply.download(
            Forge.part(id, s.forge.sealed(s.forge.signed(Forge.ediPart(s.canaries.good())))));
    Reply other =
        Reply.download(Forge.part(id, s.forge.sealed(s.forge.signed(Forge.ediPart(s.evil())))));
    s.add(
        "D15",
        "the same id with other content",
        List.of(Poll.of(first, delivered(1)), Poll.of(other, Expected.of(Part.conflict()))));
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
