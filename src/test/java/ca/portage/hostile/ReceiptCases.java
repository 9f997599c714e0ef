package ca.portage.hostile;

import static ca.portage.hostile.Expected.rejected;
import static ca.portage.hostile.Expected.settling;

import ca.portage.hostile.Expected.Part;
import ca.portage.hostile.HostileCase.Poll;
import ca.portage.ledger.State;
import java.util.List;

/** Receipts that would like to settle what they do not prove, for messages really sent. */
record ReceiptCases(Scene s, Rig rig) {
  private static final String NO_PROOF = "^its receipt is no proof of delivery: ";
  private static final Expected NO_NEWS = Expected.of(Part.closed("the first one counts$"));

  static void write(Scene s, Rig rig) throws Exception {
    ReceiptCases cases = new ReceiptCases(s, rig);
    cases.proving();
    cases.proofless();
    cases.contradicting();
    cases.together();
  }

  /** One receipt signed by the gateway, after which the message is in this state. */
  private void settled(String fault, String name, Submitted sent, Mdn mdn, State after) {
    String[] alerts = after == State.DONE ? new String[0] : new String[] {NO_PROOF};
    s.add(
        fault,
        name,
        List.of(Poll.of(s.receipt(mdn), settling(after))),
        Sent.is(sent.messageId(), after, alerts));
  }

  private void proving() throws Exception {
    Submitted sent = rig.send();
    settled(
        "F1",
        "another MIC",
        sent,
        Mdn.of(sent).with("Received-Content-MIC: 2jmj7l5rSw0yVb/vlWAYkK/YBwk=, sha1"),
        State.INTEGRITY_ALERT);
    sent = rig.send();
    settled(
        "F6",
        "spelt as in the figures",
        sent,
        Mdn.of(sent).with("Received-Content-MIC:" + sent.mic() + ",SHA-1").saying(" Processed "),
        State.DONE);
    sent = rig.send();
    settled(
        "F5",
        "an error",
        sent,
        Mdn.of(sent)
            .saying("processed/Error: \u001b[31m${jndi:" + rig.trap().uri() + "/e}\u009b forged"),
        State.PEER_ERROR);
    sent = rig.send();
    settled(
        "F10",
        "a duplicate document",
        sent,
        Mdn.of(sent).saying("processed/warning: duplicate-document"),
        State.DONE);
  }

  private void proofless() throws Exception {
    proofless(
        "an id that was never sent",
        rig.send(),
        List.of("Original-Message-ID: <nobody@broker.example>"),
        "it names a message that was never sent from here: <nobody@broker\\.example>$");
    proofless("no id", rig.send(), List.of(), "it names no message that it is about$");
    Submitted sent = rig.send();
    s.add(
        "F5",
        "two dispositions in one receipt",
        List.of(
            Poll.of(
                s.receipt(Mdn.of(sent).and("Disposition: automatic-action/x; failed")),
                rejected("^the receipt gives 2 values of Disposition$"))),
        Sent.is(sent.messageId(), State.ACCEPTED));
  }

  /** F2: a receipt with these fields in place of the id of a message. */
  private void proofless(String name, Submitted sent, List<String> fields, String says) {
    Mdn mdn =
        new Mdn(Mdn.of(sent).fields().stream().filter(f -> !f.startsWith("Original")).toList());
    for (String field : fields) {
      mdn = mdn.and(field);
    }
    s.add(
        "F2",
        name,
        List.of(
            Poll.of(
                s.receipt(mdn),
                Expected.of(Part.closed("^" + says, "^a receipt settles nothing: " + says)))),
        Sent.is(sent.messageId(), State.ACCEPTED));
  }

  private void contradicting() throws Exception {
    Submitted sent = rig.send();
    s.add(
        "F5",
        "processed, then an error",
        List.of(
            Poll.of(s.receipt(Mdn.of(sent)), settling(State.DONE)),
            Poll.of(s.receipt(Mdn.of(sent).saying("failed")), NO_NEWS)),
        Sent.is(
            sent.messageId(),
            State.DONE,
            "^a receipt says PEER_ERROR of a message that is already DONE"));
    sent = rig.send();
    s.add(
        "F5",
        "an error, then processed",
        List.of(
            Poll.of(
                s.receipt(Mdn.of(sent).saying("processed/Error: decryption-failed")),
                settling(State.PEER_ERROR)),
            Poll.of(s.receipt(Mdn.of(sent)), NO_NEWS)),
        Sent.is(
            sent.messageId(),
            State.PEER_ERROR,
            NO_PROOF,
            "^a receipt says DONE of a message that is already PEER_ERROR"));
  }

  private void together() throws Exception {
    Submitted first = rig.send();
    Submitted second = rig.send();
    s.add(
        "F7",
        "two receipts and a message in one answer",
        List.of(
            Poll.of(
                Reply.download(
                    s.forge.receipt(Mdn.of(second).part(), s.parties.gateway()),
                    s.good(),
                    s.forge.receipt(Mdn.of(first).part(), s.parties.gateway())),
                Expected.of(
                    Part.settling(State.DONE), Part.delivered(), Part.settling(State.DONE)))),
        Sent.is(first.messageId(), State.DONE),
        Sent.is(second.messageId(), State.DONE));
  }
}
