package ca.portage.hostile;

import static ca.portage.hostile.Expected.delivered;
import static ca.portage.hostile.Expected.refused;
import static ca.portage.hostile.Expected.rejected;

import ca.portage.hostile.Expected.Part;
import ca.portage.hostile.HostileCase.Poll;
import java.util.List;

/** Names and values that would like to be something else. */
final class HeaderCases {
  private static final String NOT_SIGNED =
      "^the message is application/edi-edifact and not signed$";
  private static final String NOT_OPENED =
      "^The message is encrypted for one of our keys but could not be decrypted\\.";
  private static final List<String> NAMES =
      List.of(
          "../../../%s",
          "..\\..\\..\\%s",
          "/tmp/%s",
          "C:\\%s",
          "%s:stream",
          "CON",
          "%s\0.edi",
          "\u00e2\u0080\u00ae%s",
          "~/%s",
          "%%2e%%2e%%2f%s",
          "-rf %s",
          "$(touch %s)",
          "|touch %s",
          ".portage/tmp/%s",
          "%s.done");

  private static final List<String> WORDS =
      List.of(
          "<a\r" + Parties.FORGED + "  cig forged DONE x: all is well>",
          "<\u001b[2J\u001b[31mred>",
          "<\u009b31mred\u0085next\u0000>",
          "<${jndi:ldap://x/y}>",
          "<${sys.user.home}${bean:cig.keys}{{cig.submit}}>",
          "<'; DROP TABLE message; --@x>",
          "<' OR '1'='1>",
          "<%s%n%x%d>",
          "<script>alert(1)</script>");

  private HeaderCases() {}

  /**
   * Writes them.
   *
   * @param marker part of every file name from outside
   * @param stray where nobody may be led by a header
   * @param lure where nobody may be led by a name that Java resolves
   */
  static void write(Scene s, String marker, String stray, String lure) {
    for (String name : NAMES) {
      named(s, name.formatted(marker), marker);
    }
    for (String word : WORDS) {
      injected(s, word.replace("ldap://x", lure));
    }
    camel(s, marker, stray);
    frames(s, stray, lure);
  }

  /** One name in every place that may hold one; the file's own name is made, not taken (G1). */
  private static void named(Scene s, String name, String marker) {
    String[] places = {
      "Content-Disposition: attachment; filename=\"" + name + '"',
      "Content-Description: " + name,
      "Content-Location: " + name,
      "X-File-Name: " + name
    };
    String canary = s.canaries.good();
    byte[] edi =
        Bytes.join(
            Bytes.text(Forge.edi(canary)).replace("+CUSTOMS+", "+" + name.replace("'", "") + "+"));
    byte[] part =
        Forge.entity(
            s.canaries.sent(canary, edi),
            Forge.with("Content-Type: application/edi-edifact; name=\"" + name + '"', places));
    s.add(
        "G1",
        "named " + name.replace(marker, "…").replaceAll("[^ -~…]", "?"),
        Reply.download(
                Forge.part(
                    "<" + name + Bytes.word() + ">", s.forge.sealed(s.forge.signed(part)), places))
            .and(places[0].replace("\0", "")),
        delivered(1));
  }

  /** One word as the id of a good message, of a rejected one, and as other values beside them. */
  private static void injected(Scene s, String word) {
    String shown = word.replaceAll("[^ -~]", "?").replaceAll("localhost:\\d+", "localhost");
    String id = word.replace(">", Bytes.word() + ">");
    String[] beside = {"From: " + word, "Subject: " + word, "Date: " + word};
    s.add(
        "G2",
        "delivered under the id " + shown,
        Reply.download(
            Forge.asking(
                id, s.forge.sealed(s.forge.signed(Forge.ediPart(s.canaries.good()))), beside)),
        Expected.of(Part.answered()));
    // A control character before the first blank line is no text: it counts as noise.
    boolean seemsBinary = word.chars().anyMatch(c -> c < ' ' && c != '\r');
    s.add(
        "G2",
        "rejected under the id " + shown,
        Reply.download(
            Forge.part(id + "2", s.forge.sealed(Forge.ediPart(s.evil(), beside)), beside)),
        rejected(seemsBinary ? NOT_OPENED : NOT_SIGNED));
  }

  /** Headers that Camel's components or Portage's steps would obey if they were theirs (G8). */
  private static void camel(Scene s, String marker, String stray) {
    List<String> obeyed =
        List.of(
            "CamelHttpUri: " + stray,
            "CamelHttpPath: /stray",
            "CamelHttpQuery: stray=1",
            "CamelHttpMethod: DELETE",
            "camelhttpuri: " + stray,
            "CAMELHTTPRAWQUERY: stray",
            "CamelFileName: ../../" + marker,
            "CamelOverruleFileName: " + marker,
            "CamelFileNameConsumed: " + marker,
            "CamelCharsetName: UTF-16",
            "CamelCryptoCmsSignedData: AAAA",
            "CamelSplitComplete: true",
            "CamelRouteStop: true",
            "CamelExecCommandExecutable: /bin/touch",
            "CamelToEndpoint: file:/tmp",
            "PortageKind: interchange",
            "PortageMessage: 01ARZ3NDEKTSV4RRFFQ69G5FAV",
            "PortageSigner: me",
            "mail.smtp.host: localhost");
    String[] all = obeyed.toArray(String[]::new);
    String asked = Forge.id();
    byte[] sealed = s.forge.sealed(s.forge.signed(Forge.ediPart(s.canaries.good(), all)));
    // It asks for a receipt, so that what it brought along comes near a step that sends.
    s.add(
        "G8",
        "Camel's header names on the answer, the part and what is signed",
        List.of(
            Poll.of(
                Reply.download(Forge.asking(asked, sealed, all)).and(all),
                Expected.of(Part.answered()))),
        Sent.told(asked, "processed"));
    for (String one : obeyed) {
      String id = Forge.id();
      s.add(
          "G8",
          "with " + one.substring(0, one.indexOf(':')) + ", unsigned",
          List.of(
              Poll.of(
                  Reply.download(
                          Forge.asking(id, s.forge.sealed(Forge.ediPart(s.evil(), one)), one))
                      .and(one),
                  rejected(NOT_SIGNED))),
          Sent.told(id, "processed/Error: decryption-failed"));
    }
  }

  private static void frames(Scene s, String stray, String lure) {
    s.add(
        "G2",
        "escapes in the type of the answer",
        Reply.of("text/\u001b[31mhtml\u009b\u0007${jndi:" + lure + "/z}", Bytes.join(s.evil())),
        refused("the answer is no download but \"text/"));
    s.lost(
        "G2",
        "escapes in the reason phrase",
        Reply.of("text/html", Bytes.join(s.evil()))
            .titled("404 \u001b[31m${jndi:" + lure + "/z} \u0085"),
        refused("404, "));
    s.add(
        "G2",
        "cookies, refresh and alternative services",
        Reply.download(s.good())
            .and(
                "Set-Cookie: a=b",
                "Refresh: 0; url=" + stray,
                "Alt-Svc: h2=\"" + lure.replace("ldap://", "") + "\"",
                "Link: <" + stray + ">; rel=preload",
                "Strict-Transport-Security: max-age=1",
                "Upgrade: h2c"),
        delivered(1));
    byte[] nul = Forge.ediPart(s.canaries.good(), "X-Nul: a\0b", "X-8bit: \u00e9\u00ff");
    s.sealed("D8", "NUL and 8-bit in headers that are signed", s.forge.signed(nul), delivered(1));
    byte[] binary = new byte[1024];
    for (int i = 0; i < binary.length; i++) {
      binary[i] = (byte) i;
    }
    String canary = s.canaries.good();
    byte[] part =
        Forge.entity(
            s.canaries.sent(canary, Bytes.join(Forge.edi(canary), binary)),
            "Content-Type: application/octet-stream");
    s.sealed("D8", "content of every byte there is", s.forge.signed(part), delivered(1));
  }
}
