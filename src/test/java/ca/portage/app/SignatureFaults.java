package ca.portage.app;

import static ca.portage.app.Given.bytes;

import ca.portage.hostile.RawEnvelope;
import ca.portage.hostile.RawReport;
import ca.portage.hostile.RawSignature;
import ca.portage.hostile.RawSigned;
import ca.portage.ledger.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;

/** Honest words under a signature that counts for nothing, or under none. */
final class SignatureFaults {
  private static final String SIGNATURE =
      "Content-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: binary";

  private final List<VerdictKind> kinds = new ArrayList<>();

  private SignatureFaults() {}

  static List<VerdictKind> list() {
    SignatureFaults all = new SignatureFaults();
    all.unsigned();
    all.signers();
    all.times();
    all.otherContent();
    all.attributes();
    all.structures();
    all.envelopes();
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

  private void attributes() {
    rejected(
        "no message digest among what is signed",
        "does not verify",
        g ->
            g.with(
                over(g)
                    .attributes(
                        g.who().gateway(), RawSignature.contentType(CMSObjectIdentifiers.data))
                    .der()));
    rejected(
        "two message digests, one of them right",
        "does not verify",
        g -> {
          RawSignature two = over(g);
          return g.with(
              two.attributes(
                      g.who().gateway(),
                      RawSignature.contentType(CMSObjectIdentifiers.data),
                      two.messageDigest(g.report().bytes()),
                      two.messageDigest(bytes("x")))
                  .der());
        });
    rejected(
        "signed as another type of content",
        "does not verify",
        g -> {
          RawSignature other = over(g);
          return g.with(
              other
                  .attributes(
                      g.who().gateway(),
                      RawSignature.contentType(CMSObjectIdentifiers.envelopedData),
                      other.messageDigest(g.report().bytes()))
                  .der());
        });
    rejected(
        "a digest nobody accepts, MD5",
        "does not verify",
        g -> g.with(over(g).digest("MD5").by(g.who().gateway()).der()));
  }

  private void structures() {
    rejected("an empty signature", "", g -> seal(g, e -> e.signature(SIGNATURE, new byte[0])));
    rejected(
        "letters for a signature",
        "",
        g -> seal(g, e -> e.signature(SIGNATURE, bytes("TWFueSBsZXR0ZXJz"))));
    rejected(
        "half a signature",
        "",
        g ->
            seal(
                g,
                e -> {
                  byte[] der = g.signature(g.report().bytes()).der();
                  return e.signature(SIGNATURE, Arrays.copyOf(der, der.length / 2));
                }));
    rejected(
        "more after the signature's end",
        "",
        g ->
            seal(
                g,
                e ->
                    e.signature(
                        SIGNATURE,
                        join(g.signature(g.report().bytes()).der(), bytes("and more")))));
    rejected(
        "encrypted data for a signature",
        "encrypted data",
        g -> seal(g, e -> e.signature(SIGNATURE, RawEnvelope.seal(bytes("x"), g.who().client()))));
    rejected("no end", "no closing delimiter", g -> seal(g, RawSigned::unclosed));
    rejected(
        "no second part",
        "exactly two parts",
        g ->
            g.seal(
                join(
                    "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";"
                        + " boundary=s\r\n\r\n--s\r\n",
                    g.report().bytes(),
                    "\r\n--s--\r\n")));
    rejected(
        "signed data that holds another report than the one beside it",
        "not the one that was signed",
        g ->
            g.with(
                RawSignature.over(RawReport.processed("<1@x>", "x").bytes())
                    .by(g.who().gateway())
                    .opaque()
                    .der()));
  }

  private void envelopes() {
    rejected("not encrypted", "", g -> List.of(g.signed(g.report().bytes()).bytes()));
    rejected(
        "signed data that is not encrypted",
        "",
        g -> List.of(g.signature(g.report().bytes()).opaque().der()));
    add(
        "encrypted for somebody else",
        State.HELD,
        "none of our keys",
        g ->
            List.of(
                RawEnvelope.seal(
                    g.signed(g.report().bytes()).bytes(), g.who().gateway().certificate())));
    rejected(
        "half of its encrypted bytes",
        "",
        g -> {
          byte[] whole = g.honest().get(0);
          return List.of(Arrays.copyOf(whole, whole.length / 2));
        });
    rejected(
        "one encrypted byte changed",
        "",
        g -> {
          byte[] whole = g.honest().get(0);
          whole[whole.length - 100] ^= 1;
          return List.of(whole);
        });
    rejected("nothing at all", "", g -> List.of(new byte[0]));
    rejected("a page of a proxy", "", g -> List.of(bytes("<html><body>Log in</body></html>")));
  }

  private static RawSignature over(Given g) {
    return RawSignature.over(g.report().bytes());
  }

  private static byte[] body(Given g) {
    String text = new String(g.report().bytes(), StandardCharsets.ISO_8859_1);
    return bytes(text.substring(text.indexOf("\r\n\r\n") + 4));
  }

  private static byte[] join(Object... pieces) {
    StringBuilder all = new StringBuilder();
    for (Object piece : pieces) {
      all.append(
          piece instanceof byte[] b ? new String(b, StandardCharsets.ISO_8859_1) : (String) piece);
    }
    return bytes(all.toString());
  }

  /** Changes the usual entity. */
  private interface Change {
    RawSigned of(RawSigned usual) throws Exception;
  }

  private static List<byte[]> seal(Given g, Change change) throws Exception {
    return g.seal(change.of(g.signed(g.report().bytes())));
  }
}
