package ca.portage.hostile;

import static ca.portage.hostile.Expected.delivered;
import static ca.portage.hostile.Expected.rejected;

import ca.portage.hostile.HostileCase.Poll;
import ca.portage.hostile.Parties.Signer;
import ca.portage.ledger.State;
import java.util.List;

/** Receipts that would like to settle what they do not prove, for messages really sent. */
final class ReceiptCases {
  private final Scene s;
  private final Rig rig;

  private ReceiptCases(Scene s, Rig rig) {
    this.s = s;
    this.rig = rig;
  }

  static void write(Scene s, Rig rig) throws Exception {
    ReceiptCases cases = new ReceiptCases(s, rig);
    cases.wrong();
    cases.forged();
    cases.repeated();
    cases.odd();
    // Last, because it holds up whatever else is to be sent.
    cases.early();
  }

  private byte[] sealed(byte[] part, Signer... signers) {
    byte[] entity = signers.length == 0 ? part : Forge.signed(part, Signatures.detached(part, signers));
    return Forge.part(Forge.id(), s.forge.sealed(entity));
  }

  private Reply good(Mdn mdn) {
    return Reply.download(sealed(mdn.part(), s.parties.gateway()));
  }

  /** One receipt signed by the gateway, after which the message is in this state. */
  private void one(String fault, String name, Submitted sent, Mdn mdn, State after, String says) {
    s.add(
        fault,
        name,
        List.of(Poll.of(good(mdn), delivered(1).saying(says))),
        Sent.is(sent.messageId(), after));
  }

  private void wrong() throws Exception {
    Submitted sent = rig.send();
    one(
        "F1",
        "another MIC",
        sent,
        Mdn.of(sent).with("Received-Content-MIC: 2jmj7l5rSw0yVb/vlWAYkK/YBwk=, sha1"),
        State.INTEGRITY_ALERT,
        "settles");
    sent = rig.send();
    one(
        "F2",
        "an id that was never sent",
        sent,
        Mdn.of(sent).with("Original-Message-ID: <nobody@broker.example>"),
        State.ACCEPTED,
        "never sent");
    sent = rig.send();
    one(
        "F2",
        "no id",
        sent,
        new Mdn(Mdn.of(sent).fields().stream().filter(f -> !f.startsWith("Original")).toList()),
        State.ACCEPTED,
        "names no message");
    sent = rig.send();
    one(
        "F6",
        "spelt as in the figures",
        sent,
        Mdn.of(sent).with("Received-Content-MIC:" + sent.mic() + ",SHA-1").saying(" Processed "),
        State.DONE,
        "settles");
    sent = rig.send();
    one(
        "F5",
        "an error",
        sent,
        Mdn.of(sent).saying("processed/Error: \u001b[31m${jndi:ldap://x/y}\u009b"),
        State.PEER_ERROR,
        "settles");
    sent = rig.send();
    one(
        "F10",
        "a duplicate document",
        sent,
        Mdn.of(sent).saying("processed/warning: duplicate-document"),
        State.DONE,
        "settles");
    sent = rig.send();
    s.add(
        "F5",
        "two dispositions in one receipt",
        List.of(
            Poll.of(
                good(Mdn.of(sent).and("Disposition: automatic-action/x; failed")),
                rejected("2 values of Disposition"))),
        Sent.is(sent.messageId(), State.ACCEPTED));
  }

  private void forged() throws Exception {
    Submitted sent = rig.send();
    forged("F4", "not signed", sent, "not signed");
    forged("F4", "signed by a sibling", sent, "not the gateway's", s.parties.sibling());
    forged("F4", "our own signature sent back", sent, "not the gateway's", s.parties.brokerSigning());
    forged("F4", "signed by a stranger", sent, "not the gateway's", s.parties.stranger());
    forged(
        "F4", "signed by two", sent, "exactly one signer", s.parties.gateway(), s.parties.sibling());
    byte[] part = Mdn.of(sent).part();
    byte[] other = Signatures.detached(Mdn.of(sent).part(), s.parties.gateway());
    s.add(
        "F4",
        "under the signature of another receipt",
        List.of(
            Poll.of(
                Reply.download(Forge.part(Forge.id(), s.forge.sealed(Forge.signed(part, other)))),
                rejected("not the one that was signed"))),
        Sent.is(sent.messageId(), State.ACCEPTED));
  }

  private void forged(String fault, String name, Submitted sent, String says, Signer... signers) {
    s.add(
        fault,
        name,
        List.of(
            Poll.of(Reply.download(sealed(Mdn.of(sent).part(), signers)), rejected(says))),
        Sent.is(sent.messageId(), State.ACCEPTED));
  }

  private void repeated() throws Exception {
    Submitted sent = rig.send();
    Reply good = good(Mdn.of(sent));
    s.add(
        "F3",
        "the same receipt again",
        List.of(
            Poll.of(good, delivered(1)),
            Poll.of(good, Expected.parts("came before", State.DUPLICATE))),
        Sent.is(sent.messageId(), State.DONE));
    sent = rig.send();
    s.add(
        "F5",
        "processed, then an error",
        List.of(
            Poll.of(good(Mdn.of(sent)), delivered(1)),
            Poll.of(good(Mdn.of(sent).saying("failed")), delivered(1).saying("first one counts"))),
        Sent.is(sent.messageId(), State.DONE));
    sent = rig.send();
    s.add(
        "F5",
        "an error, then processed",
        List.of(
            Poll.of(good(Mdn.of(sent).saying("processed/Error: decryption-failed")), delivered(1)),
            Poll.of(good(Mdn.of(sent)), delivered(1).saying("first one counts"))),
        Sent.is(sent.messageId(), State.PEER_ERROR));
    Submitted first = rig.send();
    Submitted second = rig.send();
    s.add(
        "F7",
        "two receipts and a message in one answer",
        List.of(
            Poll.of(
                Reply.download(
                    sealed(Mdn.of(second).part(), s.parties.gateway()),
                    s.good(),
                    sealed(Mdn.of(first).part(), s.parties.gateway())),
                delivered(3))),
        Sent.is(first.messageId(), State.DONE),
        Sent.is(second.messageId(), State.DONE));
  }

  private void early() throws Exception {
    Submitted unsure =
        rig.send(
            (request, line) -> {
              line.cut();
              return false;
            });
    one("F8", "for a message nobody knows arrived", unsure, Mdn.of(unsure), State.DONE, "settles");
    Rig.Waiting waiting = rig.sendWithoutAnswer();
    s.add(
        "D16",
        "the receipt before the 200",
        List.of(
            Poll.of(good(Mdn.of(waiting.sent())), delivered(1)),
            Poll.lost(
                (request, line) -> {
                  waiting.answerOnceSettled();
                  return Reply.status("204 No Content").play(request, line);
                },
                Expected.empty())),
        Sent.is(waiting.sent().messageId(), State.DONE));
  }

  private void odd() throws Exception {
    Submitted sent = rig.send();
    String id = Forge.id();
    byte[] part = Mdn.of(sent).part();
    s.add(
        "F11",
        "a receipt that asks for a receipt",
        List.of(
            Poll.of(
                Reply.download(Forge.asking(id, s.forge.sealed(s.forge.signed(part)))),
                delivered(1))),
        Sent.is(sent.messageId(), State.DONE),
        Sent.told(id, ""));
    sent = rig.send();
    byte[][] many = new byte[10_000][];
    java.util.Arrays.fill(many, Bytes.join("X: y\r\n\r\nz"));
    s.add(
        "D5",
        "a receipt of 10,002 parts",
        List.of(
            Poll.of(
                Reply.download(sealed(Mdn.of(sent).part(many), s.parties.gateway())),
                delivered(1))),
        Sent.is(sent.messageId(), State.DONE));
    sent = rig.send();
    byte[] second =
        Forge.entity(
            Bytes.join(String.join("\r\n", Mdn.of(sent).saying("failed").fields()), "\r\n"),
            "Content-Type: message/disposition-notification");
    s.add(
        "F5",
        "a receipt with two notifications",
        List.of(
            Poll.of(
                Reply.download(sealed(Mdn.of(sent).part(second), s.parties.gateway())),
                rejected("holds 2"))),
        Sent.is(sent.messageId(), State.ACCEPTED));
    sent = rig.send();
    s.add(
        "D7",
        "a receipt with a field of 100 KB",
        List.of(
            Poll.of(
                good(Mdn.of(sent).and("X-Long: " + "y".repeat(100_000))),
                rejected("header block"))),
        Sent.is(sent.messageId(), State.ACCEPTED));
  }
}
