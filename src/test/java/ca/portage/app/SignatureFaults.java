package ca.portage.app;

import static ca.portage.app.Given.bytes;
import static ca.portage.app.Given.join;

import ca.portage.hostile.RawSignature;
import ca.portage.hostile.RawSigned;
import ca.portage.ledger.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Honest words under a signature that counts for nothing, or under none. */
final class SignatureFaults {
  private final List<VerdictKind> kinds = new ArrayList<>();

  private SignatureFaults() {}

  static List<VerdictKind> list() {
    SignatureFaults all = new SignatureFaults();
    all.unsigned();
    all.signers();
    all.times();
    all.otherContent();
    return all.kinds;
  }

  private void rejected(String name, String words, VerdictKind.Making making) {
    add(name, State.REJECTED, words, making);
  }

  private void add(String name, State receipt, String words, VerdictKind.Making making) {
    kinds.add(
        new VerdictKind(
            "not signed by the gateway", name, "sha1", making, State.ACCEPTED, receipt, words));
  }

  private void unsigned() {
    rejected("no signature", "not signed", g -> g.seal(g.report().bytes()));
    rejected(
        "no signature, and its part asks for a receipt",
        "not signed",
        g -> g.seal(join("Disposition-Notification-To: x@y.example\r\n", g.report().bytes())));
    rejected(
        "signed in another manner than PKCS#7",
        "another protocol than PKCS#7",
        g ->
            seal(
                g,
                e ->
                    e.type(
                        "Content-Type: multipart/signed; protocol=\"application/pgp-signature\";"
                            + " boundary=\""
                            + RawSigned.BOUNDARY
                            + '"')));
    rejected(
        "no signer",
        "but it has 0",
        g -> g.with(over(g).with(g.who().gateway().certificate()).der()));
  }

  private void signers() {
    rejected(
        "two signers, one a stranger",
        "but it has 2",
        g -> g.with(over(g).by(g.who().gateway()).by(g.who().stranger()).der()));
    rejected(
        "two signers, one over another content",
        "but it has 2",
        g -> g.with(over(g).by(g.who().gateway()).byOver(g.who().gateway(), bytes("x")).der()));
    rejected(
        "a stranger with a certificate of its own",
        "not the gateway's",
        g -> g.signedBy(g.who().stranger()));
    rejected(
        "a stranger, the gateway's certificate beside its own",
        "not the gateway's",
        g -> g.with(over(g).by(g.who().stranger()).with(g.who().gateway().certificate()).der()));
    rejected(
        "a stranger under the gateway's name",
        "not the gateway's",
        g -> g.signedBy(g.who().namesake()));
    rejected(
        "a stranger's key under the gateway's certificate",
        "does not verify",
        g -> g.signedBy(g.who().stranger().as(g.who().gateway().certificate())));
    rejected(
        "another participant of the same authority",
        "not the gateway's",
        g -> g.signedBy(g.who().sibling()));
    rejected("our own signature", "our own certificate", g -> g.signedBy(g.who().ours()));
  }

  private void times() {
    add("an expired certificate", State.HELD, "expired on", g -> g.signedBy(g.who().expired()));
    add(
        "an expired certificate, the signing time put back",
        State.HELD,
        "expired on",
        g ->
            g.with(
                over(g).at(Instant.now().minus(Duration.ofDays(10))).by(g.who().expired()).der()));
    add(
        "a certificate of tomorrow",
        State.HELD,
        "not valid before",
        g -> g.signedBy(g.who().early()));
    rejected("a revoked certificate", "revoked", g -> g.signedBy(g.who().revoked()));
  }

  private void otherContent() {
    rejected(
        "a signature over another part",
        "not the one that was signed",
        g ->
            g.with(
                RawSignature.over(bytes("Content-Type: x/y\r\n\r\n")).by(g.who().gateway()).der()));
    rejected(
        "a signature over the report without its headers",
        "not the one that was signed",
        g -> g.with(RawSignature.over(body(g)).by(g.who().gateway()).der()));
    rejected(
        "one character changed after signing",
        "not the one that was signed",
        g -> {
          byte[] changed = g.report().bytes();
          changed[changed.length / 2] ^= 1;
          return g.seal(new RawSigned(changed, g.signature(g.report().bytes()).der()));
        });
    rejected(
        "signed with LF for line ends, sent with CRLF",
        "LF line ends",
        g -> g.with(RawSignature.over(g.report().lf().bytes()).by(g.who().gateway()).der()));
    rejected(
        "a second report after the signature",
        "exactly two parts",
        g -> seal(g, e -> e.third(new String(g.report().bytes(), StandardCharsets.ISO_8859_1))));
    rejected("the signature before the report", "", g -> seal(g, RawSigned::swapped));
    rejected(
        "an honest signed receipt of no report, ours beside it",
        "not signed",
        g ->
            g.seal(
                join(
                    "Content-Type: multipart/mixed; boundary=\"o\"\r\n\r\n--o\r\n",
                    g.signed(bytes("Content-Type: text/plain\r\n\r\nhello")).bytes(),
                    "\r\n--o\r\n",
                    g.report().bytes(),
                    "\r\n--o--\r\n")));
  }

  private static RawSignature over(Given g) {
    return RawSignature.over(g.report().bytes());
  }

  private static byte[] body(Given g) {
    String text = new String(g.report().bytes(), StandardCharsets.ISO_8859_1);
    return bytes(text.substring(text.indexOf("\r\n\r\n") + 4));
  }

  /** Changes the usual entity. */
  private interface Change {
    RawSigned of(RawSigned usual) throws Exception;
  }

  private static List<byte[]> seal(Given g, Change change) throws Exception {
    return g.seal(change.of(g.signed(g.report().bytes())));
  }
}
