package ca.portage.hostile;

import static ca.portage.hostile.Expected.held;
import static ca.portage.hostile.Expected.rejected;

import ca.portage.hostile.HostileCase.Poll;
import ca.portage.hostile.Parties.Signer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;

/** Messages that open, and whose signature is missing, somebody else's, or over something else. */
final class SignatureCases {
  private static final String TOLD = "processed/Error: ";
  private static final String ONE_SIGNER = "^The message must have exactly one signer, but it has ";
  private static final String NOT_SIGNED =
      "^the message is application/edi-edifact and not signed$";

  private SignatureCases() {}

  static void write(Scene s) {
    unsigned(s);
    signers(s);
    strangers(s);
  }

  /** Sealed, asking for a receipt that must say why it is refused. */
  private static void told(
      Scene s, String fault, String name, byte[] entity, String says, String disposition) {
    String id = Forge.id();
    s.add(
        fault,
        name,
        List.of(Poll.of(Reply.download(Forge.asking(id, s.forge.sealed(entity))), rejected(says))),
        Sent.told(id, TOLD + disposition));
  }

  private static void unsigned(Scene s) {
    told(
        s,
        "E5",
        "encrypted but not signed",
        Forge.ediPart(s.evil()),
        NOT_SIGNED,
        "decryption-failed");
    byte[] edi = Forge.edi(s.evil());
    byte[][] copies = new byte[3 * (1 << 20) / edi.length][];
    Arrays.fill(copies, edi);
    s.sealed(
        "E5",
        "three megabytes, encrypted but not signed",
        Forge.entity(Bytes.join((Object[]) copies), "Content-Type: application/edi-edifact"),
        rejected(NOT_SIGNED));
    s.sealed(
        "E5",
        "no headers at all",
        Forge.edi(s.evil()),
        rejected("^the message is text/plain and not signed$"));
    s.sealed(
        "E5",
        "nothing inside",
        new byte[0],
        rejected("^The message is encrypted for one of our keys but could not be decrypted\\."));
    s.sealed(
        "E5",
        "signed by another protocol",
        Forge.entity(
            Reply.mixed(
                "p", Forge.ediPart(s.evil()), Forge.entity(new byte[0], "Content-Type: x/y")),
            "Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=p"),
        rejected("another protocol"));
  }

  private static void signers(Scene s) {
    byte[] part = Forge.ediPart(s.evil());
    told(
        s,
        "E7",
        "no signer",
        Forge.signed(part, Signatures.detached(part)),
        ONE_SIGNER,
        "decryption-failed");
    s.sealed(
        "E7",
        "no signer, content inside",
        Signatures.opaque(Forge.ediPart(s.evil())),
        rejected(ONE_SIGNER));
    byte[] two = Forge.ediPart(s.evil());
    Signer gateway = s.parties.gateway();
    told(
        s,
        "E8",
        "two signers, both good",
        Forge.signed(two, Signatures.detached(two, gateway, s.parties.sibling())),
        ONE_SIGNER,
        "decryption-failed");
    byte[] bad = Forge.ediPart(s.evil());
    byte[] spoilt =
        Signatures.signers(
            Signatures.detached(bad, gateway, s.parties.sibling()),
            all -> List.of(all.get(0), Signatures.spoilt(all.get(1))));
    s.sealed("E8", "two signers, one bad", Forge.signed(bad, spoilt), rejected(ONE_SIGNER));
    byte[] many = Forge.ediPart(s.evil());
    byte[] eleven =
        Signatures.signers(Signatures.detached(many, gateway), all -> flood(all.get(0), 400));
    s.sealed(
        "E14",
        "four hundred signers",
        Forge.signed(many, eleven),
        rejected("^The signature is not a readable signed message \\(more than 10 signers\\)\\."));
    byte[] wrong = Forge.ediPart(s.evil());
    byte[] turned =
        Signatures.signers(
            Signatures.detached(wrong, gateway), all -> List.of(Signatures.spoilt(all.get(0))));
    told(
        s,
        "E8",
        "one signer, a bit turned",
        Forge.signed(wrong, turned),
        "does not verify",
        "decryption-failed");
    byte[] other = Forge.ediPart(s.evil());
    told(
        s,
        "E10",
        "a signature of the gateway's, over something else",
        Forge.signed(other, Signatures.detached(Forge.ediPart(s.evil()), gateway)),
        "not the one that was signed",
        "integrity-check-failed");
  }

  /** As many signers as there are copies; they differ in nothing but the set keeps each. */
  private static <T> List<T> flood(T signer, int copies) {
    return new ArrayList<>(Collections.nCopies(copies, signer));
  }

  private static void strangers(Scene s) {
    told(
        s,
        "E2",
        "a valid signer of a trusted authority, not the gateway",
        s.forge.signedBy(s.parties.sibling(), Forge.ediPart(s.evil())),
        "not the gateway's",
        "authentication-failed");
    s.sealed(
        "E2",
        "a signer of an authority nobody trusts",
        s.forge.signedBy(s.parties.stranger(), Forge.ediPart(s.evil())),
        rejected("not the gateway's"));
    s.sealed(
        "E2",
        "signed by ourselves",
        s.forge.signedBy(s.parties.brokerSigning(), Forge.ediPart(s.evil())),
        rejected("our own certificate"));
    s.sealed(
        "E2",
        "a stranger's key under the gateway's certificate",
        s.forge.signedBy(
            new Signer(s.parties.stranger().key(), s.parties.gateway().certificate()),
            Forge.ediPart(s.evil())),
        rejected("does not verify"));
    s.sealed(
        "E3",
        "a pinned signer whose certificate has ended",
        s.forge.signedBy(s.parties.expired(), Forge.ediPart(s.evil())),
        held("^the certificate of CN=Ended Gateway expired on "));
    s.sealed(
        "E3",
        "a pinned signer whose certificate is not yet valid",
        s.forge.signedBy(s.parties.future(), Forge.ediPart(s.evil())),
        held("^the certificate of CN=Gateway To Be is not valid before "));
    told(
        s,
        "E3",
        "a pinned signer whose certificate was revoked",
        s.forge.signedBy(s.parties.revoked(), Forge.ediPart(s.evil())),
        "CN=Revoked Gateway.* was revoked by its authority on ",
        "authentication-failed");
    byte[] part = Forge.ediPart(s.evil());
    Instant then = Instant.now().minus(Duration.ofDays(4));
    s.sealed(
        "E9",
        "ended, and back-dated to when it was valid",
        Forge.signed(part, Signatures.at(then, part, s.parties.expired())),
        held("^the certificate of CN=Ended Gateway expired on "));
    s.sealed(
        "E4",
        "a pinned signer with a key of 1024 bits",
        s.forge.signedBy(s.parties.weak(), Forge.ediPart(s.evil())),
        rejected("RSA key of 1024 bits"));
    byte[] md5 = Forge.ediPart(s.evil());
    s.sealed(
        "E4",
        "signed with MD5",
        Forge.signed(
            md5,
            Signatures.make(
                md5, false, "MD5withRSA", CMSObjectIdentifiers.data, s.parties.gateway())),
        rejected("^The message is signed over md5, which is broken and never accepted\\."));
    byte[] bare = Forge.ediPart(s.evil());
    s.sealed(
        "E2",
        "a stranger without his certificate",
        Forge.signed(bare, Signatures.bare(Signatures.detached(bare, s.parties.stranger()))),
        rejected("neither in the message nor configured"));
  }
}
