package ca.portage.app;

import static ca.portage.app.Given.base64;
import static ca.portage.app.Given.bytes;

import ca.portage.hostile.RawSignature;
import ca.portage.hostile.RawSigned;
import ca.portage.hostile.Signatories;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Good receipts signed in every manner that was seen: each settles its message. */
final class AcceptedSignatures {
  private static final String SIGNATURE = "Content-Type: application/pkcs7-signature";

  private final List<VerdictKind> kinds = new ArrayList<>();

  private AcceptedSignatures() {}

  static List<VerdictKind> list() {
    AcceptedSignatures all = new AcceptedSignatures();
    all.signatureParts();
    all.signedEntities();
    all.signatures();
    return all.kinds;
  }

  private void good(String name, VerdictKind.Making making) {
    kinds.add(VerdictKind.settling("sha1", name, making));
  }

  private void signatureParts() {
    good(
        "a binary signature",
        g ->
            seal(g, e -> e.signature(SIGNATURE + "\r\nContent-Transfer-Encoding: binary", der(g))));
    good(
        "a binary signature that does not say so",
        g -> seal(g, e -> e.signature(SIGNATURE, der(g))));
    good(
        "a binary signature that says base64",
        g ->
            seal(g, e -> e.signature(SIGNATURE + "\r\nContent-Transfer-Encoding: base64", der(g))));
    good(
        "a base64 signature that does not say so",
        g -> seal(g, e -> e.signature(SIGNATURE, bytes(base64(der(g))))));
    good("a signature in PEM", g -> seal(g, e -> e.pem(der(g))));
    good(
        "a signature part of the older type",
        g ->
            seal(
                g,
                e ->
                    e.signature(
                        "Content-Type: Application/X-PKCS7-Signature\r\n"
                            + "Content-Transfer-Encoding: BASE64",
                        bytes(base64(der(g))))));
  }

  private void signedEntities() {
    String boundary = "boundary=\"" + RawSigned.BOUNDARY + '"';
    good(
        "parameters on lines without indent",
        g ->
            seal(
                g,
                e ->
                    e.type(
                        "Content-type: Multipart/signed;\r\n"
                            + "Protocol=\"application/pkcs7-signature\";\r\nmicalg=sha1;\r\n"
                            + boundary)));
    good(
        "no micalg and no protocol",
        g -> seal(g, e -> e.type("Content-Type: multipart/signed; " + boundary)));
    good("the delimiter is the boundary", g -> seal(g, e -> e.delimiter(RawSigned.BOUNDARY)));
    good("an empty line after the delimiter", g -> seal(g, e -> e.afterDelimiter("\r\n")));
    good(
        "LF for line ends, signed so",
        g -> {
          byte[] report = g.report().lf().bytes();
          byte[] der = g.signature(report).der();
          return g.seal(new RawSigned(report, der).lf(der));
        });
    good("LF for line ends outside what is signed", g -> seal(g, e -> e.lf(der(g))));
    good(
        "signed data that holds its content, as an entity",
        g ->
            g.seal(
                bytes(
                    "Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n"
                        + base64(g.signature(g.report().bytes()).opaque().der()))));
    good(
        "signed data that holds its content, bare",
        g -> g.seal(g.signature(g.report().bytes()).opaque().der()));
  }

  private void signatures() {
    good(
        "the gateway's certificate is not brought along",
        g -> g.with(RawSignature.over(g.report().bytes()).silently(g.who().gateway()).der()));
    good(
        "its authority's certificate comes too",
        g -> g.with(g.signature(g.report().bytes()).with(Signatories.authority()).der()));
    good(
        "signed by SHA-256 though the check is by SHA-1",
        g ->
            g.with(
                RawSignature.over(g.report().bytes())
                    .digest("SHA-256")
                    .by(g.who().gateway())
                    .der()));
    good(
        "no signed attributes",
        g -> g.with(RawSignature.over(g.report().bytes()).bare(g.who().gateway()).der()));
    good(
        "a signing time of ten years ago, which nobody reads",
        g ->
            g.with(
                RawSignature.over(g.report().bytes())
                    .at(Instant.now().minus(Duration.ofDays(3650)))
                    .by(g.who().gateway())
                    .der()));
  }

  private static byte[] der(Given g) throws Exception {
    return g.signature(g.report().bytes()).der();
  }

  /** Changes the usual entity. */
  private interface Change {
    RawSigned of(RawSigned usual) throws Exception;
  }

  private static List<byte[]> seal(Given g, Change change) throws Exception {
    return g.seal(change.of(g.signed(g.report().bytes())));
  }
}
