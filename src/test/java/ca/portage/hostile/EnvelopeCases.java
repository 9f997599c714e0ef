package ca.portage.hostile;

import static ca.portage.hostile.Expected.held;
import static ca.portage.hostile.Expected.rejected;

import ca.portage.hostile.HostileCase.Poll;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

/** Encrypted messages that are weak, broken, endless, or not for us. */
final class EnvelopeCases {
  private static final String NOT_OPENED =
      "^The message is encrypted for one of our keys but could not be decrypted\\.";
  private static final int LARGE_BYTES = 3 << 20;

  private EnvelopeCases() {}

  static void write(Scene s) {
    recipients(s);
    fatRecipients(s);
    ciphers(s);
    damage(s);
    oracle(s);
  }

  private static byte[] message(Scene s) {
    return s.forge.signed(Forge.ediPart(s.evil()));
  }

  private static Envelope envelope(Scene s) {
    return Envelope.cbc(s.parties.broker());
  }

  private static Envelope gcm(Scene s) {
    return Envelope.gcm(s.parties.broker(), 16);
  }

  /** So long that every eighth of it lies in what is signed. */
  private static byte[] longMessage(Scene s) {
    byte[][] copies = new byte[40][];
    Arrays.fill(copies, Forge.edi(s.evil()));
    return s.forge.signed(
        Forge.entity(Bytes.join((Object[]) copies), "Content-Type: application/edi-edifact"));
  }

  private static void recipients(Scene s) {
    Envelope foreign = envelope(s);
    s.part(
        "E1",
        "for somebody else",
        foreign.recipients(foreign.foreignRecipient()).around(message(s)),
        held("^The message is encrypted for another certificate than ours \\(serial number"));
    Envelope many = envelope(s);
    ASN1Encodable[] few = new ASN1Encodable[100];
    Arrays.fill(few, many.foreignRecipient());
    few[99] = many.trueRecipient();
    s.part(
        "E14",
        "for a hundred, us among them",
        many.recipients(few).around(s.forge.signed(Forge.ediPart(s.canaries.good()))),
        Expected.delivered(1));
    Envelope million = envelope(s);
    ASN1Encodable[] all = new ASN1Encodable[1_000_000];
    Arrays.fill(all, new DERTaggedObject(false, 3, new DERSequence()));
    all[0] = million.trueRecipient();
    s.part(
        "E14", "for a million", million.recipients(all).around(message(s)), rejected(NOT_OPENED));
    s.part(
        "E14",
        "for nobody",
        envelope(s).recipients().around(message(s)),
        held("^The message is encrypted for another certificate than ours \\(no RSA recipient"));
    Envelope garbage = envelope(s);
    s.part(
        "E14",
        "for a recipient that is no recipient",
        garbage.recipients(new DERSequence(new ASN1Integer(0))).around(message(s)),
        rejected(NOT_OPENED));
    Envelope endless = envelope(s);
    ASN1Encodable huge = new DERTaggedObject(false, 3, new DEROctetString(new byte[LARGE_BYTES]));
    s.part(
        "E14",
        "for a recipient of three megabytes",
        endless.recipients(endless.trueRecipient(), huge).around(message(s)),
        rejected(NOT_OPENED));
  }

  /** Each within its own limit, and all together more than the heap. */
  private static void fatRecipients(Scene s) {
    Envelope fat = envelope(s).wrapped(w -> new byte[200_000]);
    ASN1Encodable[] all = new ASN1Encodable[250];
    Arrays.fill(all, fat.foreignRecipient());
    Envelope envelope = envelope(s);
    all[249] = envelope.trueRecipient();
    s.part(
        "E14",
        "for 250 of 200 KB each",
        envelope.recipients(all).around(message(s)),
        rejected(NOT_OPENED));
  }

  private static void ciphers(Scene s) {
    s.part(
        "E4",
        "RC2 with 40 bits",
        Envelope.old(
                s.parties.broker(),
                "1.2.840.113549.3.2",
                "RC2/CBC/PKCS5Padding",
                5,
                iv -> new DERSequence(new ASN1Encodable[] {new ASN1Integer(160), iv}))
            .around(message(s)),
        rejected("^The message is encrypted with rc2-40, which is broken and never opened\\."));
    s.part(
        "E4",
        "single DES",
        Envelope.old(
                s.parties.broker(),
                "1.3.14.3.2.7",
                "DES/CBC/PKCS5Padding",
                8,
                UnaryOperator.identity())
            .around(message(s)),
        rejected("^The message is encrypted with des, which is broken and never opened\\."));
    s.part(
        "E4",
        "a cipher nobody knows",
        Envelope.old(
                s.parties.broker(),
                "1.2.3.4.5",
                "DESede/CBC/PKCS5Padding",
                24,
                UnaryOperator.identity())
            .around(message(s)),
        rejected("the cipher 1\\.2\\.3\\.4\\.5, which Portage does not open"));
    for (int tag : new int[] {4, 8, 12, 15}) {
      s.part(
          "E12",
          "a tag of " + tag + " bytes",
          Envelope.gcm(s.parties.broker(), tag).around(message(s)),
          rejected("a tag of " + tag + " bytes instead of 16"));
    }
    s.part(
        "E12",
        "a tag cut short",
        gcm(s).tag(t -> Bytes.head(t, 8)).around(message(s)),
        rejected(NOT_OPENED));
    s.part("E12", "no tag", gcm(s).tag(t -> new byte[0]).around(message(s)), rejected(NOT_OPENED));
    s.part(
        "E12",
        "a wrong tag on three megabytes",
        gcm(s).tag(t -> Bytes.flipped(t, 3)).around(large(s)),
        rejected(NOT_OPENED));
    s.part(
        "E11",
        "a bit turned under GCM",
        gcm(s).cipherText(c -> Bytes.flipped(c, c.length / 2)).around(message(s)),
        rejected(NOT_OPENED));
  }

  /** So large that it passes through a file on its way. */
  private static byte[] large(Scene s) {
    byte[] edi = Forge.edi(s.evil());
    byte[][] copies = new byte[LARGE_BYTES / edi.length][];
    Arrays.fill(copies, edi);
    return s.forge.signed(
        Forge.entity(Bytes.join((Object[]) copies), "Content-Type: application/edi-edifact"));
  }

  private static void damage(Scene s) {
    for (int eighth = 1; eighth < 8; eighth++) {
      int at = eighth;
      s.part(
          "E11",
          "a bit turned at " + eighth + " eighths under CBC",
          envelope(s).cipherText(c -> Bytes.flipped(c, c.length * at / 8)).around(longMessage(s)),
          rejected(
              "^The signature does not verify: the content is not the one that was signed\\.$"));
    }
    byte[] sealed = s.forge.sealed(message(s));
    s.part("E18", "rubbish after the end", Bytes.join(sealed, "rubbish"), rejected(NOT_OPENED));
    sealed = s.forge.sealed(message(s));
    s.part("E18", "the message twice in a row", Bytes.join(sealed, sealed), rejected(NOT_OPENED));
    s.part(
        "E11",
        "blocks put in another order",
        envelope(s)
            .cipherText(c -> Bytes.join(Arrays.copyOfRange(c, 512, 1024), Bytes.head(c, 512)))
            .around(message(s)),
        rejected(NOT_OPENED));
  }

  /** E15: whatever goes wrong after the key is touched looks the same to the sender and to us. */
  private static void oracle(Scene s) {
    oracle(s, "a content key of random bytes", gcm(s).wrapped(w -> Bytes.random(w.length)));
    oracle(s, "a content key that is too short", gcm(s).wrapped(w -> Bytes.head(w, 9)));
    oracle(s, "one bit of the content key turned", gcm(s).wrapped(w -> Bytes.flipped(w, 99)));
    oracle(s, "a tag that is wrong", gcm(s).tag(t -> Bytes.flipped(t, 0)));
    // A bit of the last block but one turns the same bit of the padding, whatever it is.
    oracle(s, "padding that is none", envelope(s).cipherText(c -> Bytes.flipped(c, c.length - 17)));
    oracle(
        s,
        "content that is no whole block",
        envelope(s).cipherText(c -> Bytes.head(c, c.length - 3)));
  }

  private static void oracle(Scene s, String name, Envelope envelope) {
    String id = Forge.id();
    s.add(
        "E15",
        name,
        List.of(
            Poll.of(
                Reply.download(Forge.asking(id, envelope.around(message(s)))),
                rejected(NOT_OPENED))),
        Sent.told(id, "processed/Error: decryption-failed"));
  }
}
