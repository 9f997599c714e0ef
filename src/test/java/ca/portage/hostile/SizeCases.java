package ca.portage.hostile;

import static ca.portage.hostile.Expected.rejected;

import ca.portage.hostile.HostileCase.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSCompressedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.ZlibCompressor;

/** Lengths that lie, structures without an end, objects of another type, and bombs. */
final class SizeCases {
  private static final String NOT_OPENED = "could not be decrypted";

  private SizeCases() {}

  static void write(Scene s) {
    sizes(s);
    types(s);
    bombs(s);
  }

  private static void sizes(Scene s) {
    byte[] oid = Bytes.join("\u0006\u0009\u002a\u0086\u0048\u0086\u00f7\r\u0001\u0007\u0003");
    for (String length :
        List.of(
            "\u0084\u007f\u00ff\u00ff\u00ff",
            "\u0088\u007f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff",
            "\u0088\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff",
            "\u00ff\u0001",
            "\u0089\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001")) {
      s.part(
          "E14",
          "a length of " + length.length() + " octets, " + (int) length.charAt(1),
          Bytes.join("0", length, oid, s.evil()),
          rejected("CMS object|decrypted|cryptographic"));
      s.part(
          "E14",
          "a length inside of " + length.length() + " octets, " + (int) length.charAt(1),
          Bytes.join(
              "0\u0080", oid, "\u00a0\u0080\u0030\u0080\u0002\u0001\u0000\u0031", length, s.evil()),
          rejected(NOT_OPENED));
    }
    s.part(
        "E14",
        "a hundred thousand open sequences",
        Bytes.join("0\u0080".repeat(100_000)),
        rejected("cryptographic|decrypted"));
    s.part(
        "E14",
        "a hundred thousand open recipients",
        Bytes.join(
            "0\u0080",
            oid,
            "\u00a0\u0080\u0030\u0080\u0002\u0001\u0000\u0031\u0080",
            "\u00a3\u0080".repeat(100_000)),
        rejected(NOT_OPENED));
    s.part(
        "E14",
        "a hundred thousand pieces in each other",
        Bytes.join(
            "0\u0080",
            oid,
            "\u00a0\u0080\u0030\u0080\u0002\u0001\u0000\u0031\u0000\u0030\u0080",
            "\u0006\u0001\u0001",
            cipher(),
            "\u00a0\u0080",
            "\u0024\u0080".repeat(100_000)),
        rejected(NOT_OPENED));
  }

  private static byte[] cipher() {
    try {
      return new AlgorithmIdentifier(
              NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16]))
          .getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void types(Scene s) {
    ASN1ObjectIdentifier odd = new ASN1ObjectIdentifier("1.2.3.4.5.6");
    try {
      s.part(
          "E17",
          "a type nobody knows",
          Envelope.encoded(odd, new DEROctetString(Forge.ediPart(s.evil()))),
          rejected("not encrypted"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String id = Forge.id();
    s.add(
        "E6",
        "signed but not encrypted",
        List.of(
            Poll.of(
                Reply.download(
                    Forge.asking(
                        id, Signatures.opaque(Forge.ediPart(s.evil()), s.parties.gateway()))),
                rejected("not encrypted"))),
        Sent.told(
            id,
            "automatic-action/MDN-sent-automatically; processed/Error: unexpected-processing-error"));
    s.add(
        "E6",
        "multipart/signed, not encrypted",
        Reply.download(s.forge.signed(Forge.ediPart(s.evil()))),
        rejected("CMS|base64"));
    s.add(
        "E6",
        "plain EDI",
        Reply.download(Forge.part(Forge.id(), Forge.edi(s.evil()))),
        rejected("CMS|base64"));
  }

  private static void bombs(Scene s) {
    byte[] zeros = Forge.entity(new byte[32 << 20], "Content-Type: application/edi-edifact");
    byte[] bomb = compressed(zeros);
    s.sealed("E13", "a compressed bomb", bomb, rejected(""));
    s.sealed(
        "E13",
        "a compressed bomb as a part",
        Forge.entity(bomb, "Content-Type: application/pkcs7-mime; smime-type=compressed-data"),
        rejected(""));
    s.sealed(
        "E13",
        "a compressed bomb inside the signature",
        s.forge.signed(
            Forge.entity(bomb, "Content-Type: application/pkcs7-mime; smime-type=compressed-data")),
        rejected(""));
    s.sealed("E13", "a bomb in a bomb", compressed(compressed(zeros)), rejected(""));
  }

  static byte[] compressed(byte[] content) {
    try {
      return new CMSCompressedDataGenerator()
          .generate(new CMSProcessableByteArray(content), new ZlibCompressor())
          .getEncoded();
    } catch (CMSException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
