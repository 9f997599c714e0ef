package ca.portage.hostile;

import static ca.portage.hostile.Expected.delivered;
import static ca.portage.hostile.Expected.rejected;

import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;

/** Signatures that are good, and are over something else than what would be delivered. */
final class WrappingCases {
  private WrappingCases() {}

  static void write(Scene s) {
    otherContent(s);
    wrapping(s);
    structures(s);
    ballast(s);
  }

  private static void otherContent(Scene s) {
    byte[] honest = Forge.ediPart("HONEST");
    byte[] signature = Signatures.detached(honest, s.parties.gateway());
    s.sealed(
        "E10",
        "the signature of another message",
        Forge.signed(Forge.ediPart(s.evil()), signature),
        rejected("not the one that was signed"));
    s.sealed(
        "E10",
        "another message beside the signed content",
        Forge.signed(
            Forge.ediPart(s.evil()),
            Signatures.content(signature, CMSObjectIdentifiers.data, honest)),
        rejected("not the one that was signed"));
    byte[] opaque = Signatures.opaque(honest, s.parties.gateway());
    s.sealed(
        "E10",
        "other content put into the signature",
        Signatures.content(opaque, CMSObjectIdentifiers.data, Forge.ediPart(s.evil())),
        rejected("not the one that was signed"));
    byte[] typed = Forge.ediPart(s.evil());
    byte[] plain = Signatures.opaque(typed, s.parties.gateway());
    s.sealed(
        "E17",
        "signed as one type, sent as another",
        Signatures.content(plain, new ASN1ObjectIdentifier("1.2.3.4"), typed),
        rejected("another type"));
    byte[] lf = Bytes.join(Bytes.text(Forge.ediPart(s.evil())).replace("\r\n", "\n"));
    byte[] crlf = Bytes.join(Bytes.text(lf).replace("\n", "\r\n"));
    s.sealed(
        "E16",
        "signed with LF, sent with CRLF",
        Forge.signed(crlf, Signatures.detached(lf, s.parties.gateway())),
        rejected("not the one that was signed.*line"));
  }

  private static void wrapping(Scene s) {
    byte[] third = Forge.ediPart(s.canaries.evil());
    byte[] part = Forge.ediPart(s.evil());
    byte[] signature =
        Forge.entity(
            Base64.getMimeEncoder().encode(Signatures.detached(part, s.parties.gateway())),
            "Content-Type: application/pkcs7-signature",
            "Content-Transfer-Encoding: base64");
    s.sealed(
        "E10",
        "a third part after the signature",
        Forge.multipartSigned(part, signature, third),
        rejected("exactly two parts"));
    s.sealed(
        "E10",
        "a part before the signed one",
        Forge.multipartSigned(third, part, signature),
        rejected("exactly two parts"));
    s.sealed(
        "E10",
        "the signature first",
        Forge.multipartSigned(signature, part),
        rejected("second part"));
    s.sealed(
        "E10",
        "the signature alone",
        Forge.multipartSigned(signature),
        rejected("exactly two parts"));
    byte[] good = Forge.ediPart(s.canaries.good());
    byte[] entity = s.forge.signed(good);
    s.sealed(
        "E10",
        "text before the two parts",
        Bytes.join(Bytes.text(entity).replaceFirst("\r\n\r\n--", "\r\n\r\n" + s.evil() + "\r\n--")),
        delivered(1));
    s.sealed(
        "E10",
        "text after the two parts",
        Bytes.join(s.forge.signed(Forge.ediPart(s.evil())), s.evil()),
        rejected("follow the closing delimiter"));
    s.sealed(
        "E10",
        "a signed message beside an unsigned one",
        Forge.entity(
            Reply.mixed("w", s.forge.signed(Forge.ediPart(s.evil())), Forge.ediPart(s.evil())),
            "Content-Type: multipart/mixed; boundary=w"),
        rejected("^the message is multipart/mixed and not signed$"));
    byte[] inner = Forge.ediPart(s.evil());
    byte[] nested = s.forge.signedBy(s.parties.sibling(), inner);
    s.sealed(
        "E10",
        "a stranger's signed message signed again by the gateway",
        s.forge.signed(nested),
        rejected("^what was signed is multipart/signed, neither an interchange nor a receipt"));
    s.sealed(
        "E10",
        "a signed message that holds two",
        s.forge.signed(
            Forge.entity(
                Reply.mixed("q", Forge.ediPart(s.evil()), Forge.ediPart(s.evil())),
                "Content-Type: multipart/mixed; boundary=q")),
        rejected("^what was signed is multipart/mixed, neither an interchange nor a receipt"));
  }

  /** What nobody signs, and yet would be held in memory. */
  private static void ballast(Scene s) {
    byte[] good = Signatures.opaque(Forge.ediPart(s.canaries.good()), s.parties.gateway());
    s.sealed(
        "E14",
        "a revocation list of 15 MB beside the signature",
        Signatures.beside(
            good,
            Signatures.certificates(good),
            new DERSet(new DEROctetString(new byte[15_000_000]))),
        delivered(1));
    byte[] evil = Signatures.opaque(Forge.ediPart(s.evil()), s.parties.gateway());
    ASN1Encodable[] certificates = new ASN1Encodable[99];
    Arrays.fill(certificates, new DERSequence(new DEROctetString(new byte[250_000])));
    s.sealed(
        "E14",
        "99 certificates of 250 KB",
        Signatures.beside(evil, new DERSet(certificates), null),
        rejected("more than 100 certificates"));
  }

  private static void structures(Scene s) {
    byte[] part = Forge.ediPart(s.evil());
    byte[] good = Signatures.detached(part, s.parties.gateway());
    for (int eighth = 1; eighth < 8; eighth++) {
      s.sealed(
          "E18",
          "a signature cut at " + eighth + " eighths",
          Forge.signed(part, Bytes.head(good, good.length * eighth / 8)),
          rejected("^the CMS object says \\d+ bytes, but only \\d+ are here$"));
    }
    s.sealed(
        "E18",
        "rubbish after the signature",
        Forge.signed(part, Bytes.join(good, "rubbish")),
        rejected(
            "^The signature is not a readable signed message"
                + " \\(bytes follow the end of the message\\)"));
    byte[] endless =
        Bytes.join(
            "0\u0080\u0006\u0009\u002a\u0086\u0048\u0086\u00f7\r\u0001\u0007\u0002\u00a0\u0080",
            "0\u0080\u0002\u0001\u0001\u0031\u0080",
            "0\u0080".repeat(50_000));
    s.sealed(
        "E14",
        "a signature of fifty thousand open sequences",
        Forge.signed(part, endless),
        rejected(
            "^The signature is not a readable signed message"
                + " \\(an element of indefinite length may not stand here\\)"));
    byte[] big = Bytes.join("0\u0084\u0000\u0020\u0000\u0000", new byte[2 << 20]);
    s.sealed(
        "E14",
        "a signature of two megabytes",
        Forge.signed(part, big),
        rejected("^a signature of 2097158 bytes$"));
    s.sealed(
        "E5",
        "an enveloped message where the signature belongs",
        Forge.signed(part, s.forge.sealed(part)),
        rejected("encrypted data"));
  }
}
