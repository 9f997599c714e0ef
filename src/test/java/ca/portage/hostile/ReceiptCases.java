package ca.portage.hostile;

import static ca.portage.hostile.Expected.delivered;
import static ca.portage.hostile.Expected.rejected;

import ca.portage.hostile.HostileCase.Poll;
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
    cases.repeated();
    // Last, because it holds up whatever else is to be sent.
    cases.early();
  }

  /** One receipt signed by the gateway, after which the message is in this state. */
  private void one(String fault, String name, Submitted sent, Mdn mdn, State after, String says) {
    s.add(
        fault,
        name,
        List.of(Poll.of(s.receipt(mdn), delivered(1).saying(says))),
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
                s.receipt(Mdn.of(sent).and("Disposition: automatic-action/x; failed")),
                rejected("2 values of Disposition"))),
        Sent.is(sent.messageId(), State.ACCEPTED));
  }

  private void repeated() throws Exception {
    Submitted sent = rig.send();
    Reply good = s.receipt(Mdn.of(sent));
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
            Poll.of(s.receipt(Mdn.of(sent)), delivered(1)),
            Poll.of(
                s.receipt(Mdn.of(sent).saying("failed")), delivered(1).saying("first one counts"))),
        Sent.is(sent.messageId(), State.DONE));
    sent = rig.send();
    s.add(
        "F5",
        "an error, then processed",
        List.of(
            Poll.of(
                s.receipt(Mdn.of(sent).saying("processed/Error: decryption-failed")), delivered(1)),
            Poll.of(s.receipt(Mdn.of(sent)), delivered(1).saying("first one counts"))),
        Sent.is(sent.messageId(), State.PEER_ERROR));
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
            Poll.of(s.receipt(Mdn.of(waiting.sent())), delivered(1)),
            Poll.lost(
                (request, line) -> {
                  waiting.answerOnceSettled();
                  return Reply.status("204 No Content").play(request, line);
                },
                Expected.empty())),
        Sent.is(waiting.sent().messageId(), State.DONE));
  }
}
