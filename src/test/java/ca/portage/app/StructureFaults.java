package ca.portage.app;

import static ca.portage.app.Given.bytes;
import static ca.portage.app.Given.join;

import ca.portage.hostile.RawEnvelope;
import ca.portage.hostile.RawReport;
import ca.portage.hostile.RawSignature;
import ca.portage.hostile.RawSigned;
import ca.portage.ledger.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;

/** Honest words under a signature, or in an envelope, that is not put together as it must be. */
final class StructureFaults {
  private static final String SIGNATURE =
      "Content-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: binary";

  private final List<VerdictKind> kinds = new ArrayList<>();

  private StructureFaults() {}

  static List<VerdictKind> list() {
    StructureFaults all = new StructureFaults();
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
        "md5",
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
        "another certificate than ours",
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

  /** Changes the usual entity. */
  private interface Change {
    RawSigned of(RawSigned usual) throws Exception;
  }

  private static List<byte[]> seal(Given g, Change change) throws Exception {
    return g.seal(change.of(g.signed(g.report().bytes())));
  }
}
