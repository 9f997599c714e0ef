package ca.portage.app;

import ca.portage.hostile.RawReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Good receipts in every spelling that gateways were seen to use: each settles its message. */
final class AcceptedReceipts {
  private final List<VerdictKind> kinds = new ArrayList<>();

  private AcceptedReceipts() {}

  static List<VerdictKind> list() {
    AcceptedReceipts all = new AcceptedReceipts();
    all.checks();
    all.ids();
    all.dispositions();
    all.reports();
    return all.kinds;
  }

  private void good(String name, VerdictKind.Making making) {
    good("sha1", name, making);
  }

  private void good(String digest, String name, VerdictKind.Making making) {
    kinds.add(VerdictKind.settling(digest, name, making));
  }

  private void checks() {
    good("as the rules write it", Given::honest);
    for (String word : List.of("sha-1", "SHA1", "Sha-1", "rsa-sha1", "\"sha1\"")) {
      good(
          "the check by " + word,
          g -> g.sealed(g.report().mic("Received-Content-MIC: " + g.mic() + ", " + word)));
    }
    for (String word : List.of("sha256", "SHA-256", "sha-256", "rsa-sha256")) {
      good(
          "sha256",
          "the check by " + word,
          g -> g.sealed(g.report().mic("Received-Content-MIC: " + g.mic() + ", " + word)));
    }
    good(
        "no blank after colon and comma",
        g -> g.sealed(g.report().mic("Received-content-MIC:" + g.mic() + ",sha1")));
    good(
        "a blank before the colon",
        g -> g.sealed(g.report().mic("received-content-mic : " + g.mic() + " , sha1")));
    good(
        "the check folded, with indent",
        g -> g.sealed(g.report().mic("Received-Content-MIC:\r\n\t" + g.mic() + ",\r\n sha1")));
    good(
        "the check folded, without indent",
        g -> g.sealed(g.report().mic("Received-Content-MIC: " + g.mic() + ",\r\nsha1")));
  }

  private void ids() {
    good("the id without brackets", g -> g.sealed(g.report().original(original(g.inner()))));
    good(
        "the id without its host",
        g -> g.sealed(g.report().original(original("<" + g.local() + ">"))));
    good(
        "the id without brackets and host",
        g -> g.sealed(g.report().original(original(g.local()))));
    good(
        "the id in capitals",
        g -> g.sealed(g.report().original(original(g.id().toUpperCase(Locale.ROOT)))));
    good(
        "the id folded",
        g -> g.sealed(g.report().original("Original-Message-Id:\r\n " + g.id() + " ")));
  }

  private static String original(String id) {
    return "Original-Message-ID: " + id;
  }

  private void dispositions() {
    for (String said :
        List.of(
            "automatic-action/MDN sent automatically; processed",
            "AUTOMATIC-ACTION/MDN-SENT-AUTOMATICALLY;PROCESSED",
            "automatic-action / MDN-sent-automatically ; processed ",
            "manual-action/MDN-sent-manually; processed",
            "automatic-action/MDN-sent-automatically; processed/warning: duplicate-document",
            "automatic-action/MDN sent automatically; processed / Warning : Duplicate document")) {
      good("it says: " + said, g -> g.sealed(g.report().says(said)));
    }
    good(
        "the same disposition twice",
        g ->
            g.sealed(
                g.report()
                    .more("Disposition: automatic-action/MDN-sent-automatically; processed")));
  }

  private void reports() {
    String boundary = "; boundary=\"" + RawReport.BOUNDARY + '"';
    good(
        "report-type with a blank for its hyphen",
        g ->
            g.sealed(
                g.report()
                    .type(
                        "Content-Type: Multipart/report;\r\n  report-type=\"disposition"
                            + " notification\""
                            + boundary)));
    good(
        "no report-type",
        g -> g.sealed(g.report().type("Content-Type: multipart/report" + boundary)));
    good(
        "the report's delimiter is its boundary",
        g -> g.sealed(g.report().delimiter(RawReport.BOUNDARY)));
    good("no part for people", g -> g.sealed(g.report().withoutText()));
    good("no closing delimiter inside what is signed", g -> g.sealed(g.report().unclosed()));
    good("no Final-Recipient", g -> g.sealed(g.report().field("Final-Recipient", "")));
    good(
        "a Final-Recipient without its type",
        g ->
            g.sealed(
                g.report().field("Final-Recipient", "Final-Recipient: <cig@gateway.example>")));
    good(
        "types in mixed case and a Content-Length that lies",
        g ->
            g.sealed(
                g.report()
                    .notification(
                        "Content-Type: Message/Disposition-Notification\r\nContent-Length: 7")));
    good(
        "the head of the request returned, its request line first",
        g ->
            g.sealed(
                g.report()
                    .part(
                        "Content-Type: Message/rfc822",
                        "",
                        "POST http://gateway.example/Put0 HTTP/1.0",
                        "message-id: " + g.id(),
                        "date: Sun, 26 Mar 2000 21:03:24 GMT",
                        "disposition-notification-options: signed-receipt-protocol=required;",
                        "signed-receipt-micalg=required, sha1")));
    good("two good receipts at once", g -> List.of(g.honest().get(0), g.honest().get(0)));
  }
}
