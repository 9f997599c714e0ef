package ca.portage.hostile;

import static ca.portage.hostile.Expected.delivered;
import static ca.portage.hostile.Expected.rejected;
import static ca.portage.hostile.Expected.unclosed;
import static ca.portage.hostile.Expected.unreadable;

import ca.portage.hostile.Expected.Part;
import java.util.Arrays;
import java.util.List;

/** Answers taken apart wrongly on purpose: boundaries, numbers of parts, nesting, encodings. */
final class MultipartCases {
  private static final int NESTED = 100;

  private MultipartCases() {}

  static void write(Scene s) {
    boundaries(s);
    ends(s);
    counts(s);
    nesting(s);
  }

  private static Reply under(String parameter, String boundary, byte[]... parts) {
    return Reply.of("multipart/mixed; " + parameter, Reply.mixed(boundary, parts));
  }

  private static void boundaries(Scene s) {
    for (int length : new int[] {70, 71, 512}) {
      String b = "b".repeat(length);
      s.add("D3", "a boundary of " + length, under("boundary=" + b, b, s.good()), delivered(1));
    }
    for (int length : new int[] {513, 8000}) {
      String b = "b".repeat(length);
      byte[] part = s.forge.honest(s.evil());
      s.add(
          "D3",
          "a boundary of " + length,
          under("boundary=" + b, b, part),
          unreadable("a boundary of " + length));
    }
    for (String b : List.of(".*", "(a+)+$", "[^x]{1,9999}", "\\Qx", "$1", "?:=/,")) {
      s.add(
          "D3",
          "a boundary that looks like a pattern: " + b,
          under("boundary=\"" + b.replace("\\", "\\\\") + '"', b, s.good()),
          delivered(1));
    }
    s.add(
        "D3",
        "two different boundaries declared",
        under("boundary=x; boundary=y", "x", s.forge.honest(s.evil())),
        unreadable("a Content-Type gives two values for boundary"));
    s.add(
        "D3",
        "the same boundary declared twice",
        under("boundary=x; boundary=x", "x", s.good()),
        delivered(1));
    for (String empty : List.of("boundary=", "boundary=\"\"", "boundary=\"   \"", "x=y")) {
      s.add(
          "D3",
          "no boundary: " + empty,
          under(empty, "x", s.forge.honest(s.evil())),
          unreadable(
              empty.equals("x=y")
                  ? "its Content-Type has no boundary"
                  : "a boundary of 0 characters"));
    }
    s.add(
        "D3", "a boundary of hyphens", under("boundary=------", "------", s.good()), delivered(1));
    s.add(
        "D3",
        "another boundary than declared",
        under("boundary=declared", "used", s.forge.honest(s.evil())),
        unclosed(0));
    String longer = "gw.1";
    byte[] text = Bytes.join("x\r\n--" + longer + "0\r\n--" + longer + "0--\r\ny\r\n");
    s.add(
        "D3",
        "payload lines that begin like the boundary",
        under(
            "boundary=" + longer,
            longer,
            s.forge.honest(s.canaries.good()),
            Forge.part(Forge.id(), text)),
        Expected.of(Part.delivered(), Part.rejected("^what should be base64 is not$")));
    byte[] split = Bytes.join("0\u0080\r\n--gw.2\r\n\r\n", s.evil());
    s.add(
        "D3",
        "the boundary inside a payload",
        under("boundary=gw.2", "gw.2", Forge.part(Forge.id(), split), s.good()),
        Expected.of(
            Part.rejected("^This is not a cryptographic message at all\\.$"),
            Part.rejected("^what should be base64 is not$"),
            Part.delivered()));
  }

  private static void ends(Scene s) {
    Reply open = Reply.download(s.good(), s.forge.honest(s.evil()));
    int end = Bytes.text(open.body()).lastIndexOf("\r\n--gw.");
    byte[] body = Bytes.head(open.body(), end);
    s.add(
        "D4",
        "no closing boundary",
        Reply.of(open.headers().get(0).substring("Content-Type: ".length()), body),
        unclosed(1));
    Reply whole = Reply.download(s.good());
    String type = whole.headers().get(0).substring("Content-Type: ".length());
    s.add(
        "D4",
        "a message after the closing boundary",
        Reply.of(type, Bytes.join(whole.body(), whole.body(), s.forge.honest(s.evil()))),
        delivered(1).alerting("^download \\w{26} goes on behind its end: those bytes are kept"));
    whole = Reply.download(s.good());
    type = whole.headers().get(0).substring("Content-Type: ".length());
    s.add(
        "D4",
        "a message before the first boundary",
        Reply.of(type, Bytes.join(s.forge.honest(s.evil()), "\r\n", whole.body())),
        delivered(1));
    s.add("D4", "nothing but a closing boundary", under("boundary=z", "z"), delivered(0));
    String lines = Bytes.text(Reply.mixed("lf", s.good()));
    s.add(
        "D8",
        "boundaries that end in LF alone",
        Reply.of("multipart/mixed; boundary=lf", Bytes.join(lines.replace("--lf\r\n", "--lf\n"))),
        delivered(1));
  }

  private static void counts(Scene s) {
    byte[][] parts = new byte[20_002][];
    Arrays.fill(parts, Bytes.join("X: y\r\n\r\nz"));
    s.add(
        "D5",
        "20,002 parts",
        under("boundary=m", "m", parts),
        unreadable("there are more than 20000 parts"));
    byte[][] blank = new byte[50][];
    Arrays.fill(blank, new byte[0]);
    s.add(
        "D5",
        "fifty empty parts",
        under("boundary=m", "m", blank),
        Expected.all(50, Part.rejected("^neither DER, base64 nor PEM of a CMS object$")));
  }

  private static void nesting(Scene s) {
    s.add(
        "D6",
        "a hundred multiparts in each other",
        Reply.download(nested(s.forge.honest(s.evil()))),
        rejected("^base64 goes on after its padding$"));
    s.sealed(
        "D6",
        "a hundred multiparts round what is signed",
        nested(s.forge.signed(Forge.ediPart(s.evil()))),
        rejected("^the message is multipart/mixed and not signed$"));
    byte[] deep = s.forge.signed(Forge.ediPart(s.evil()));
    for (int i = 0; i < 20; i++) {
      deep = s.forge.sealed(deep);
    }
    s.part(
        "D6",
        "twenty envelopes in each other",
        deep,
        rejected("^the header block starts with a line that is no header$"));
  }

  static byte[] nested(byte[] inner) {
    byte[] all = inner;
    for (int i = 0; i < NESTED; i++) {
      String b = "n" + i + "." + Bytes.word();
      all = Forge.entity(Reply.mixed(b, all), "Content-Type: multipart/mixed; boundary=" + b);
    }
    return all;
  }
}
