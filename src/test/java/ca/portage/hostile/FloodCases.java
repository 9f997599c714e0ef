package ca.portage.hostile;

import static ca.portage.hostile.Expected.rejected;

import ca.portage.hostile.HostileCase.Poll;
import java.util.Base64;
import java.util.List;

/** Header blocks without measure, at every level that has one. */
final class FloodCases {
  private FloodCases() {}

  static void write(Scene s) {
    String[][] floods = {
      {"a header line of 1 MiB", "X-Long: " + "y".repeat(1 << 20)},
      {"a header of 1 MiB in folds", "X-Folded: y" + "\r\n yyyyyyy".repeat(1 << 17)},
      {"100,000 headers", "X: y" + "\r\nX: y".repeat(100_000)},
      {"501 headers", "X: y" + "\r\nX: y".repeat(500)},
    };
    for (String[] flood : floods) {
      String id = Forge.id();
      String reason =
          flood[0].endsWith("headers")
              ? "^there are more than 500 header fields$"
              : "^the header block is longer than 65536 bytes$";
      s.add(
          "D7",
          flood[0] + " on a part",
          List.of(
              Poll.of(
                  Reply.download(
                      Forge.asking(
                          id,
                          s.forge.sealed(s.forge.signed(Forge.ediPart(s.evil()))),
                          "X-Before: the flood",
                          flood[1])),
                  rejected(reason))),
          Sent.told(id, "processed/Error: unexpected-processing-error"));
      s.sealed(
          "D7",
          flood[0] + " on what is signed",
          s.forge.signed(Forge.ediPart(s.evil(), flood[1])),
          rejected(reason));
      byte[] part = Forge.ediPart(s.evil());
      byte[] signature =
          Forge.entity(
              Base64.getMimeEncoder().encode(Signatures.detached(part, s.parties.gateway())),
              "Content-Type: application/pkcs7-signature",
              flood[1]);
      s.sealed(
          "D7",
          flood[0] + " on the signature",
          Forge.multipartSigned(part, signature),
          rejected(reason));
      s.sealed(
          "D7",
          flood[0] + " on the message",
          Bytes.join(flood[1], "\r\n", s.forge.signed(Forge.ediPart(s.evil()))),
          rejected(reason));
    }
  }
}
