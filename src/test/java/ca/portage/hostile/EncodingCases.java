package ca.portage.hostile;

import static ca.portage.hostile.Expected.delivered;
import static ca.portage.hostile.Expected.rejected;

import ca.portage.hostile.HostileCase.Poll;
import java.util.Base64;
import java.util.List;

/** Parts whose transfer encoding, length or id is not what it says, or not there. */
final class EncodingCases {
  private EncodingCases() {}

  static void write(Scene s) {
    encodings(s);
    ids(s);
  }

  private static void encodings(Scene s) {
    byte[] object = s.forge.sealed(s.forge.signed(Forge.ediPart(s.canaries.good())));
    byte[] lines = Base64.getMimeEncoder().encode(object);
    s.add(
        "D8",
        "base64 that says binary",
        Reply.download(Forge.part(Forge.id(), lines, "Content-Transfer-Encoding: binary")),
        delivered(1));
    object = s.forge.sealed(s.forge.signed(Forge.ediPart(s.canaries.good())));
    s.add(
        "D8",
        "binary that says base64",
        Reply.download(Forge.part(Forge.id(), object, "Content-Transfer-Encoding: base64")),
        delivered(1));
    List<String> garbage =
        List.of("MII!!!!", "MIIB=====", "\0\0\0\0", "M", "=", "MIIB\u00e5\u00e4");
    for (int i = 0; i < garbage.size(); i++) {
      s.part(
          "D8",
          "base64 garbage " + i,
          Bytes.join(garbage.get(i), s.evil()),
          rejected(
              switch (i) {
                case 1, 4 -> "^base64 goes on after its padding$";
                case 3 -> "^the CMS object says 71 bytes, but only 13 are here$";
                default -> "^what should be base64 is not$";
              }));
    }
    for (String coding : List.of("base64", "quoted-printable", "x-uuencode", "7bit\0")) {
      boolean harmless = coding.startsWith("7");
      String canary = harmless ? s.canaries.good() : s.evil();
      byte[] payload = Bytes.join("=ZZ!!!!", Forge.edi(canary));
      byte[] part =
          Forge.entity(
              harmless ? s.canaries.sent(canary, payload) : payload,
              "Content-Type: application/edi-edifact",
              "Content-Transfer-Encoding: " + coding);
      s.sealed(
          "D8",
          "a signed part that is no " + coding.replace("\0", "NUL"),
          s.forge.signed(part),
          harmless
              ? delivered(1)
              : rejected(
                  "^it cannot be taken out of its part: "
                      + switch (coding) {
                        case "base64" -> "base64 goes on after its padding$";
                        case "quoted-printable" -> "what should be quoted-printable is not$";
                        default -> "an unknown Content-Transfer-Encoding$";
                      }));
    }
    for (String length : List.of("0", "7", "99999999999999999999", "-1", "x")) {
      s.add(
          "D9",
          "a part that says its length is " + length,
          Reply.download(
              Forge.part(
                  Forge.id(),
                  s.forge.sealed(s.forge.signed(Forge.ediPart(s.canaries.good()))),
                  "Content-Length: " + length)),
          delivered(1));
    }
  }

  private static void ids(Scene s) {
    String word = Bytes.word();
    for (String id :
        List.of("<" + word + "@@host>", word + "@bare", "<" + word + ">", "<" + word)) {
      s.add(
          "D10",
          "id " + id.replace(word, "…"),
          Reply.download(
              Forge.part(id, s.forge.sealed(s.forge.signed(Forge.ediPart(s.canaries.good()))))),
          delivered(1));
    }
    s.add(
        "D10",
        "an id of 60 KB",
        Reply.download(
            Forge.part(
                "<" + "x".repeat(60_000) + ">",
                s.forge.sealed(s.forge.signed(Forge.ediPart(s.canaries.good()))))),
        delivered(1));
    s.add(
        "D10",
        "two messages with the id <>",
        Reply.download(
            Forge.part("<>", s.forge.sealed(s.forge.signed(Forge.ediPart(s.canaries.good())))),
            Forge.part("<>", s.forge.sealed(s.forge.signed(Forge.ediPart(s.canaries.good()))))),
        delivered(2));
    Reply none =
        Reply.download(
            Forge.entity(
                s.forge.sealed(s.forge.signed(Forge.ediPart(s.canaries.good()))),
                "Content-Type: application/pkcs7-mime"));
    s.add(
        "D10",
        "no id, and the same again",
        List.of(
            Poll.of(none, delivered(1)), Poll.of(none, Expected.of(Expected.Part.duplicate()))));
  }
}
