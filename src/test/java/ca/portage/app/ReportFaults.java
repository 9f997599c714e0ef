package ca.portage.app;

import ca.portage.hostile.RawReport;
import ca.portage.ledger.State;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Receipts that the gateway signed well and that say something else than a proof. */
final class ReportFaults {
  private static final String MODE = "automatic-action/MDN-sent-automatically; ";

  private final List<VerdictKind> kinds = new ArrayList<>();

  private ReportFaults() {}

  static List<VerdictKind> list() {
    ReportFaults all = new ReportFaults();
    all.checks();
    all.ids();
    all.contradictions();
    all.unsaid();
    all.noReports();
    return all.kinds;
  }

  private void add(
      String name, State message, State receipt, String words, VerdictKind.Making making) {
    kinds.add(
        new VerdictKind("signed, and no proof", name, "sha1", making, message, receipt, words));
  }

  /** It is about the message and proves nothing: the message waits on. */
  private void noProof(String name, String words, VerdictKind.Making making) {
    add(name, State.ACCEPTED, State.CLOSED, words, making);
  }

  private void rejected(String name, String words, VerdictKind.Making making) {
    add(name, State.ACCEPTED, State.REJECTED, words, making);
  }

  private void checks() {
    noProof("no check", "no check of the content", g -> g.sealed(g.report().mic("")));
    for (String raw :
        List.of("", "abc, md5", "=, sha1", "c2hvcnQ=, sha1", "sha1", "x\u001b[2J, sha1")) {
      noProof(
          "a check that is '" + raw.replace("\u001b", "ESC") + "'",
          "cannot be read",
          g -> g.sealed(g.report().mic("Received-Content-MIC: " + raw)));
    }
    noProof(
        "a check without its algorithm",
        "cannot be read",
        g -> g.sealed(g.report().mic("Received-Content-MIC: " + g.mic())));
    noProof(
        "the check of the right content in another algorithm than asked",
        "made with sha256, but we hold sha1",
        g ->
            g.sealed(g.report().mic("Received-Content-MIC: " + digest(g, "SHA-256") + ", sha256")));
    noProof(
        "the same by SHA-512",
        "made with sha512, but we hold sha1",
        g ->
            g.sealed(g.report().mic("Received-Content-MIC: " + digest(g, "SHA-512") + ", sha512")));
    add(
        "another content's check",
        State.INTEGRITY_ALERT,
        State.CLOSED,
        "for another content",
        g -> g.sealed(g.report().mic("Received-Content-MIC: AAAAAAAAAAAAAAAAAAAAAAAAAAA=, sha1")));
    add(
        "the check of another message of ours",
        State.INTEGRITY_ALERT,
        State.CLOSED,
        "for another content",
        g ->
            g.sealed(g.report().mic("Received-Content-MIC: " + Given.micOf(g.other()) + ", sha1")));
    add(
        "the check of the content without its headers",
        State.INTEGRITY_ALERT,
        State.CLOSED,
        "without the headers of its part",
        g -> g.sealed(g.report().mic("Received-Content-MIC: " + withoutHeaders(g) + ", sha1")));
  }

  private void ids() {
    noProof(
        "a foreign id",
        "never sent from here",
        g -> g.sealed(g.report().original("Original-Message-ID: <1@elsewhere.example>")));
    noProof(
        "our id at a foreign host",
        "never sent from here",
        g ->
            g.sealed(
                g.report().original("Original-Message-ID: <" + g.local() + "@elsewhere.example>")));
    noProof(
        "the id of a download request of ours",
        "never sent from here",
        g -> g.sealed(g.report().original("Original-Message-ID: " + g.poll())));
    noProof("no id", "names no message", g -> g.sealed(g.report().original("")));
    noProof(
        "an id with nothing in it",
        "names no message",
        g -> g.sealed(g.report().original("Original-Message-ID: <>")));
    noProof(
        "an id that is too long",
        "names no message",
        g -> g.sealed(g.report().original("Original-Message-ID: <" + "x".repeat(1500) + ">")));
    noProof(
        "no id but for the returned head of our request",
        "names no message",
        g ->
            g.sealed(
                g.report()
                    .original("")
                    .part("Content-Type: message/rfc822", "", "Message-ID: " + g.id(), "")));
  }

  private void contradictions() {
    rejected(
        "two ids",
        "2 values of Original-Message-Id",
        g -> g.sealed(g.report().more("Original-Message-ID: <1@elsewhere.example>")));
    rejected(
        "two dispositions",
        "2 values of Disposition",
        g -> g.sealed(g.report().more("Disposition: " + MODE + "processed/Error: x")));
    rejected(
        "two checks",
        "2 values of Received-content-MIC",
        g -> g.sealed(g.report().more("Received-Content-MIC: AAAAAAAAAAAAAAAAAAAAAAAAAAA=, sha1")));
    rejected(
        "two notifications",
        "this one holds 2",
        g ->
            g.sealed(
                g.report()
                    .part(
                        "Content-Type: message/disposition-notification",
                        "",
                        g.report().fields())));
  }

  private void unsaid() {
    noProof(
        "processed, and an error beside it",
        "also reports Error: 'decryption-failed'",
        g -> g.sealed(g.report().more("Error: decryption-failed")));
    noProof(
        "processed, and a failure beside it",
        "also reports Failure: 'unsupported format'",
        g -> g.sealed(g.report().more("failure : unsupported format")));
    noProof(
        "a second block of fields",
        "goes on after its fields: 'Disposition:",
        g -> g.sealed(g.report().more("\r\nDisposition: " + MODE + "processed/Error: x")));
    noProof(
        "words after the fields",
        "goes on after its fields: 'but it was lost ?[2J'",
        g -> g.sealed(g.report().more("\r\n\r\nbut it was lost \u001b[2J")));
  }

  private void noReports() {
    String boundary = "; boundary=\"" + RawReport.BOUNDARY + '"';
    rejected(
        "a report in multipart/mixed",
        "neither an interchange nor a receipt",
        g -> g.sealed(g.report().type("Content-Type: multipart/mixed" + boundary)));
    rejected(
        "a report on delivery, not on disposition",
        "neither an interchange nor a receipt",
        g ->
            g.sealed(
                g.report()
                    .type(
                        "Content-Type: multipart/report; report-type=delivery-status" + boundary)));
    rejected(
        "a report without a notification",
        "this one holds 0",
        g -> g.sealed(g.report().notification("Content-Type: text/plain")));
    rejected(
        "a notification without its report",
        "neither an interchange nor a receipt",
        g ->
            g.seal(
                g.signed(
                    Given.bytes(
                        "Content-Type: message/disposition-notification\r\n\r\n"
                            + g.report().fields()))));
    rejected(
        "a whole signed receipt inside another signed message",
        "neither an interchange nor a receipt",
        g ->
            g.seal(
                g.signed(
                    g.signed(g.report().bytes())
                        .type(
                            "Content-Type: multipart/signed; boundary=inner;"
                                + " protocol=\"application/pkcs7-signature\"")
                        .delimiter("--inner")
                        .bytes())));
  }

  private static String digest(Given g, String jca) throws Exception {
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance(jca).digest(g.part()));
  }

  private static String withoutHeaders(Given g) throws Exception {
    String part = new String(g.part(), StandardCharsets.ISO_8859_1);
    String body = part.substring(part.indexOf("\r\n\r\n") + 4);
    return Base64.getEncoder()
        .encodeToString(MessageDigest.getInstance("SHA-1").digest(Given.bytes(body)));
  }
}
