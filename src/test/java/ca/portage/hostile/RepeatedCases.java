package ca.portage.hostile;

import static ca.portage.hostile.Expected.settling;

import ca.portage.hostile.Expected.Part;
import ca.portage.hostile.HostileCase.Poll;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** What comes again, and receipts that come at a time when nobody expects them. */
record RepeatedCases(Scene s, Rig rig) {

  static void write(Scene s, Rig rig) throws Exception {
    RepeatedCases cases = new RepeatedCases(s, rig);
    cases.receipts();
    cases.messages();
    cases.duplicate();
    cases.ambiguous();
  }

  private void receipts() throws Exception {
    Submitted sent = rig.send();
    Reply good = s.receipt(Mdn.of(sent));
    s.add(
        "F3",
        "the same receipt again",
        List.of(Poll.of(good, settling(State.DONE)), Poll.of(good, Expected.of(Part.duplicate()))),
        Sent.is(sent.messageId(), State.DONE));
    sent = rig.send();
    byte[] signed = s.forge.signed(Mdn.of(sent).part());
    s.add(
        "F3",
        "the same signed receipt under another id, encrypted anew",
        List.of(
            Poll.of(
                Reply.download(Forge.part(Forge.id(), s.forge.sealed(signed))),
                settling(State.DONE)),
            Poll.of(
                Reply.download(Forge.part(Forge.id(), s.forge.sealed(signed))),
                settling(State.DONE))),
        Sent.is(sent.messageId(), State.DONE));
  }

  /** Who did not get our receipt gets the one that was kept, byte for byte. */
  private void messages() {
    String id = Forge.id();
    byte[] signed = s.forge.signed(Forge.ediPart(s.canaries.good()));
    Reply again = Reply.download(Forge.asking(id, s.forge.sealed(signed)));
    s.add(
        "D14",
        "a message encrypted anew by a sender who asks for its receipt again",
        List.of(
            Poll.of(
                Reply.download(Forge.asking(id, s.forge.sealed(signed))),
                Expected.of(Part.answered())),
            new Poll(
                (request, line) -> {
                  rig.awaitClosed(id);
                  return again.play(request, line);
                },
                Optional.of(again.sent()),
                Expected.of(Part.duplicate()))),
        Sent.told(id, "processed").times(2));
  }

  /** F9: it was never packed, so its receipt can be none but that of the first. */
  private void duplicate() throws Exception {
    String first = Bytes.word() + ".edi";
    String second = Bytes.word() + ".edi";
    byte[] content = Forge.edi("SENT" + Bytes.word());
    rig.drop(first, content);
    Message sent = rig.awaitState(first, State.ACCEPTED);
    rig.drop(second, content);
    rig.awaitState(second, State.DUPLICATE_HELD);
    s.add(
        "F9",
        "for the first of two files, of which the second is held as its duplicate",
        List.of(
            Poll.of(
                s.receipt(Mdn.of(sent.messageId().orElseThrow(), sent.mic().orElseThrow())),
                settling(State.DONE))),
        Sent.is(first, State.DONE),
        Sent.is(second, State.DUPLICATE_HELD, "^" + second + " is held: .*release or discard it"));
  }

  private void ambiguous() throws Exception {
    Submitted unsure =
        rig.send(
            (request, line) -> {
              line.cut();
              return false;
            });
    rig.awaitState(unsure.messageId(), State.AMBIGUOUS);
    s.add(
        "F8",
        "for a message of which nobody knows whether it arrived",
        List.of(Poll.of(s.receipt(Mdn.of(unsure)), settling(State.DONE))),
        Sent.is(unsure.messageId(), State.DONE, "^it is not known whether the message arrived: "));
  }

  /**
   * Two messages of which one waits for the gateway's answer, and so the other for its turn.
   *
   * @param waiting SENDING for as long as its receipt has not come
   * @param next never sent, because its bytes are gone
   */
  record Queue(Rig.Waiting waiting, Message next) {
    static Queue of(Rig rig) throws Exception {
      Rig.Waiting waiting = rig.sendWithoutAnswer();
      String file = Bytes.word() + ".edi";
      rig.drop(file, Forge.edi("SENT" + Bytes.word()));
      Message next = rig.awaitState(file, State.PACKAGED);
      Files.delete(rig.home().resolve("spool/out").resolve(next.id()).resolve("wire"));
      return new Queue(waiting, next);
    }

    /** D16: played by itself, since nothing else is sent meanwhile. */
    void early(Scene s) {
      s.add(
          "D16",
          "the receipt before the 200",
          List.of(
              Poll.of(s.receipt(Mdn.of(waiting.sent())), settling(State.DONE)),
              Poll.lost(
                  (request, line) -> {
                    waiting.answerOnceSettled();
                    return Reply.status("204 No Content").play(request, line);
                  },
                  Expected.empty("^204, "))),
          Sent.is(waiting.sent().messageId(), State.DONE));
    }

    /** F9: whoever knows its id has not got it from us. */
    void held(Scene s) {
      String never = "^a receipt came for a message that is only HELD and was never sent";
      s.add(
          "F9",
          "for a message that is held and was never sent",
          List.of(
              Poll.of(
                  s.receipt(Mdn.of(next.messageId().orElseThrow(), next.mic().orElseThrow())),
                  Expected.of(Part.closed(never)))),
          Sent.is(
              next.file().orElseThrow(),
              State.HELD,
              "^the message is held, nothing more was sent: ",
              never));
    }
  }
}
