package ca.portage.hostile;

import static ca.portage.hostile.Expected.delivered;
import static ca.portage.hostile.Expected.refused;
import static ca.portage.hostile.Expected.rejected;

import java.util.Base64;
import java.util.List;

/** Header blocks without measure, and names and values that would like to be something else. */
final class HeaderCases {
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
          "<a\r2026-01-01T00:00:00.000Z INFO  cig forged DONE x: all is well>",
          "<\u001b[2J\u001b[31mred>",
          "<\u009b31mred\u0085next\u0000>",
          "<${jndi:ldap://localhost:1/x}>",
          "<${sys.user.home}${bean:cig.keys}{{cig.submit}}>",
          "<'; DROP TABLE message; --@x>",
          "<' OR '1'='1>",
          "<%s%n%x%d>",
          "<script>alert(1)</script>");

  private HeaderCases() {}

  static void write(Scene s, String marker) {
    floods(s);
    for (String name : NAMES) {
      named(s, name.formatted(marker), marker);
    }
    for (String word : WORDS) {
      injected(s, word);
    }
    camel(s, marker);
    frames(s);
  }

  private static void floods(Scene s) {
    String[][] floods = {
      {"a header line of 1 MiB", "X-Long: " + "y".repeat(1 << 20)},
      {"a header of 1 MiB in folds", "X-Folded: y" + "\r\n yyyyyyy".repeat(1 << 17)},
      {"100,000 headers", "X: y" + "\r\nX: y".repeat(100_000)},
      {"501 headers", "X: y" + "\r\nX: y".repeat(500)},
    };
    for (String[] flood : floods) {
      s.add(
          "D7",
          flood[0] + " on a part",
          Reply.download(
              Forge.part(
                  Forge.id(), s.forge.sealed(s.forge.signed(Forge.ediPart(s.evil()))), flood[1])),
          rejected("CMS|base64"));
      s.sealed(
          "D7",
          flood[0] + " on what is signed",
          s.forge.signed(Forge.ediPart(s.evil(), flood[1])),
          rejected("header"));
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
          rejected("header"));
      s.sealed(
          "D7",
          flood[0] + " on the message",
          Bytes.join(flood[1], "\r\n", s.forge.signed(Forge.ediPart(s.evil()))),
          rejected("header"));
    }
  }

  /** One name in every place that may hold one; the file's own name is made, not taken (G1). */
  private static void named(Scene s, String name, String marker) {
    String[] places = {
      "Content-Disposition: attachment; filename=\"" + name + '"',
      "Content-Description: " + name,
      "Content-Location: " + name,
      "X-File-Name: " + name
    };
    byte[] edi =
        Bytes.join(
            Bytes.text(Forge.edi(s.canaries.good()))
                .replace("+CUSTOMS+", "+" + name.replace("'", "") + "+"));
    byte[] part =
        Forge.entity(
            edi, Forge.with("Content-Type: application/edi-edifact; name=\"" + name + '"', places));
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
    String shown = word.replaceAll("[^ -~]", "?");
    String id = word.replace(">", Bytes.word() + ">");
    String[] beside = {"From: " + word, "Subject: " + word, "Date: " + word};
    s.add(
        "G2",
        "delivered under the id " + shown,
        Reply.download(
            Forge.asking(
                id, s.forge.sealed(s.forge.signed(Forge.ediPart(s.canaries.good()))), beside)),
        delivered(1));
    s.add(
        "G2",
        "rejected under the id " + shown,
        Reply.download(
            Forge.part(id + "2", s.forge.sealed(Forge.ediPart(s.evil(), beside)), beside)),
        rejected("not signed|could not be decrypted"));
  }

  /** Headers that Camel's components or Portage's steps would obey if they were theirs (G8). */
  private static void camel(Scene s, String marker) {
    List<String> obeyed =
        List.of(
            "CamelHttpUri: https://localhost:1/stray",
            "CamelHttpPath: /stray",
            "CamelHttpQuery: stray=1",
            "CamelHttpMethod: DELETE",
            "camelhttpuri: https://localhost:1/stray",
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
    s.add(
        "G8",
        "Camel's header names on the answer, the part and what is signed",
        Reply.download(
                Forge.part(
                    Forge.id(),
                    s.forge.sealed(
                        s.forge.signed(
                            Forge.ediPart(s.canaries.good(), obeyed.toArray(String[]::new)))),
                    obeyed.toArray(String[]::new)))
            .and(obeyed.toArray(String[]::new)),
        delivered(1));
    for (String one : obeyed) {
      s.add(
          "G8",
          "with " + one.substring(0, one.indexOf(':')) + ", unsigned",
          Reply.download(Forge.part(Forge.id(), s.forge.sealed(Forge.ediPart(s.evil(), one)), one))
              .and(one),
          rejected("not signed"));
    }
  }

  private static void frames(Scene s) {
    s.add(
        "G2",
        "escapes in the type of the answer",
        Reply.of("text/\u001b[31mhtml\u009b\u0007${jndi:ldap://x}", Bytes.join(s.evil())),
        refused("no download"));
    s.lost(
        "G2",
        "escapes in the reason phrase",
        Reply.of("text/html", Bytes.join(s.evil())).titled("404 \u001b[31m${jndi:ldap://x} \u0085"),
        refused("404"));
    s.add(
        "G2",
        "cookies, refresh and alternative services",
        Reply.download(s.good())
            .and(
                "Set-Cookie: a=b",
                "Refresh: 0; url=https://localhost:1/",
                "Alt-Svc: h2=\"localhost:1\"",
                "Link: <https://localhost:1/>; rel=preload",
                "Strict-Transport-Security: max-age=1",
                "Upgrade: h2c"),
        delivered(1));
    byte[] nul = Forge.ediPart(s.canaries.good(), "X-Nul: a\0b", "X-8bit: \u00e9\u00ff");
    s.sealed("D8", "NUL and 8-bit in headers that are signed", s.forge.signed(nul), delivered(1));
    byte[] binary = new byte[1024];
    for (int i = 0; i < binary.length; i++) {
      binary[i] = (byte) i;
    }
    byte[] part =
        Forge.entity(
            Bytes.join(Forge.edi(s.canaries.good()), binary),
            "Content-Type: application/octet-stream");
    s.sealed("D8", "content of every byte there is", s.forge.signed(part), delivered(1));
  }
}
