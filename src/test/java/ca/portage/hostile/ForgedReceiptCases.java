package ca.portage.hostile;

import static ca.portage.hostile.Expected.rejected;
import static ca.portage.hostile.Expected.settling;

import ca.portage.hostile.HostileCase.Poll;
import ca.portage.hostile.Parties.Signer;
import ca.portage.ledger.State;
import java.util.List;

/** Receipts that somebody else signed or nobody, and such as are put together oddly. */
record ForgedReceiptCases(Scene s, Rig rig) {
  private static final String NOT_THE_GATEWAYS =
      "^it was signed with a certificate that is not the gateway's: CN=\"?S";

  static void write(Scene s, Rig rig) throws Exception {
    ForgedReceiptCases cases = new ForgedReceiptCases(s, rig);
    cases.forged();
    cases.odd();
  }

  private void forged() throws Exception {
    Submitted sent = rig.send();
    forged("F4", "not signed", sent, "^the message is multipart/report and not signed$");
    forged("F4", "signed by a sibling", sent, NOT_THE_GATEWAYS, s.parties.sibling());
    forged(
        "F4",
        "our own signature sent back",
        sent,
        "^it was signed with our own certificate: somebody sent something of ours back to us$",
        s.parties.brokerSigning());
    forged("F4", "signed by a stranger", sent, NOT_THE_GATEWAYS, s.parties.stranger());
    forged(
        "F4",
        "signed by two",
        sent,
        "^The message must have exactly one signer, but it has 2\\.",
        s.parties.gateway(),
        s.parties.sibling());
    byte[] part = Mdn.of(sent).part();
    byte[] other = Signatures.detached(Mdn.of(sent).part(), s.parties.gateway());
    s.add(
        "F4",
        "under the signature of another receipt",
        List.of(
            Poll.of(
                Reply.download(Forge.part(Forge.id(), s.forge.sealed(Forge.signed(part, other)))),
                rejected(
                    "^The signature does not verify: the content is not the one that was signed\\.$"))),
        Sent.is(sent.messageId(), State.ACCEPTED));
  }

  private void forged(String fault, String name, Submitted sent, String says, Signer... signers) {
    s.add(
        fault,
        name,
        List.of(
            Poll.of(Reply.download(s.forge.receipt(Mdn.of(sent).part(), signers)), rejected(says))),
        Sent.is(sent.messageId(), State.ACCEPTED));
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
                settling(State.DONE))),
        Sent.is(sent.messageId(), State.DONE),
        Sent.nothingTold(id));
    sent = rig.send();
    byte[][] many = new byte[10_000][];
    java.util.Arrays.fill(many, Bytes.join("X: y\r\n\r\nz"));
    s.add(
        "D5",
        "a receipt of 10,002 parts",
        List.of(
            Poll.of(
                Reply.download(s.forge.receipt(Mdn.of(sent).part(many), s.parties.gateway())),
                settling(State.DONE))),
        Sent.is(sent.messageId(), State.DONE));
    deep();
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
                Reply.download(s.forge.receipt(Mdn.of(sent).part(second), s.parties.gateway())),
                rejected("^a receipt holds one disposition notification; this one holds 2$"))),
        Sent.is(sent.messageId(), State.ACCEPTED));
    sent = rig.send();
    s.add(
        "D7",
        "a receipt with a field of 100 KB",
        List.of(
            Poll.of(
                s.receipt(Mdn.of(sent).and("X-Long: " + "y".repeat(100_000))),
                rejected("^the header block is longer than 65536 bytes$"))),
        Sent.is(sent.messageId(), State.ACCEPTED));
  }

  /** Nobody looks into a multipart that stands in another, whoever signed it. */
  private void deep() throws Exception {
    Submitted sent = rig.send();
    s.add(
        "D6",
        "a receipt whose notification lies a hundred multiparts deep",
        List.of(
            Poll.of(
                Reply.download(
                    s.forge.receipt(
                        Mdn.of(sent).around(MultipartCases::nested), s.parties.gateway())),
                rejected("^the receipt holds a multipart where its disposition notification"))),
        Sent.is(sent.messageId(), State.ACCEPTED));
  }
}
