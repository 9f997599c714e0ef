package ca.portage.hostile;

import static ca.portage.hostile.Expected.rejected;

import ca.portage.hostile.HostileCase.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
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
  private static final String NOT_OPENED =
      "^The message is encrypted for one of our keys but could not be decrypted\\.";
  private static final String TOO_LARGE =
      "^The message is compressed: its \\d+ bytes inflate to more than \\d+, the most that";
  private static final int BOMB_BYTES = 32 << 20;

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
          rejected(
              length.startsWith("\u0084")
                  ? "^the CMS object says 2147483653 bytes, but only \\d+ are here$"
                  : "^the CMS object has an impossible length$"));
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
        Bytes.join(
            "0\u0080",
            oid,
            "\u00a0\u0080\u0030\u0080\u0002\u0001\u0000\u0031\u0080",
            "0\u0080".repeat(100_000)),
        rejected(NOT_OPENED));
    s.part(
        "E14",
        "fifty thousand sequences in each other, each with its length",
        Bytes.join(
            "0\u0080", oid, "\u00a0\u0080\u0030\u0080\u0002\u0001\u0000\u0031\u0080", deep(50_000)),
        rejected(NOT_OPENED));
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
          rejected("it is not encrypted \\(its type is 1\\.2\\.3\\.4\\.5\\.6\\)"));
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
                rejected(
                    "it is not encrypted \\(its type is 1\\.2\\.840\\.113549\\.1\\.7\\.2\\)"))),
        Sent.told(id, "processed/Error: unexpected-processing-error"));
    s.add(
        "E6",
        "multipart/signed, not encrypted",
        Reply.download(s.forge.signed(Forge.ediPart(s.evil(), "X-Odd: a=b"))),
        rejected("^base64 goes on after its padding$"));
    s.add(
        "E6",
        "plain EDI",
        Reply.download(Forge.part(Forge.id(), Forge.edi(s.evil()))),
        rejected("^what should be base64 is not$"));
  }

  private static void bombs(Scene s) {
    byte[] bomb = compressed(swollen(s));
    s.sealed("E13", "a compressed bomb", bomb, rejected(TOO_LARGE));
    bomb = compressed(swollen(s));
    s.sealed(
        "E13",
        "a compressed bomb as a part",
        Forge.entity(bomb, "Content-Type: application/pkcs7-mime; smime-type=compressed-data"),
        rejected(TOO_LARGE));
    bomb = compressed(swollen(s));
    s.sealed(
        "E13",
        "a compressed bomb inside the signature",
        s.forge.signed(
            Forge.entity(bomb, "Content-Type: application/pkcs7-mime; smime-type=compressed-data")),
        rejected(TOO_LARGE));
    s.sealed(
        "E13",
        "a bomb in a bomb",
        compressed(compressed(swollen(s))),
        rejected("^it is compressed more than once$"));
  }

  /** An interchange over and over, so that what inflates is plaintext that can be found. */
  private static byte[] swollen(Scene s) {
    byte[] edi = Forge.edi(s.evil());
    byte[][] copies = new byte[BOMB_BYTES / edi.length][];
    Arrays.fill(copies, edi);
    return Forge.entity(Bytes.join((Object[]) copies), "Content-Type: application/edi-edifact");
  }

  /** Sequences in each other, all of which say truly how long they are. */
  private static byte[] deep(int depth) {
    Deque<byte[]> heads = new ArrayDeque<>();
    int length = 0;
    for (int i = 0; i < depth; i++) {
      byte[] head =
          Bytes.join(
              length < 0x80
                  ? "0" + (char) length
                  : "0\u0083"
                      + (char) (length >> 16)
                      + (char) (length >> 8 & 0xff)
                      + (char) (length & 0xff));
      heads.push(head);
      length += head.length;
    }
    return Bytes.join(heads.toArray());
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
