package ca.portage.cli;

import ca.portage.ledger.State;

/**
 * What a state means to an admin and what there is to do.
 *
 * @param mood whether it is well, on its way, or waits for a person
 * @param meaning one sentence without a full stop
 * @param action what to do; empty when nothing is
 */
record StateGuide(Mood mood, String meaning, String action) {
  /** The three things an admin sees at a glance. */
  enum Mood {
    WELL,
    MOVING,
    PERSON
  }

  static StateGuide of(State state) {
    return switch (state) {
      case CLAIMED -> moving("taken from the drop folder; next it is signed and encrypted");
      case PACKAGED -> moving("signed and encrypted; due for sending");
      case SENDING -> moving("being sent");
      case AMBIGUOUS ->
          moving(
              "the line broke while it was sent; a receipt will tell, or the same bytes go again");
      case ACCEPTED, SENT -> moving("taken by the gateway; its receipt has not come yet");
      case DONE -> well("proved by a signed receipt for this content");
      case ANSWERED -> well("answered");
      case OVERDUE ->
          person(
              "taken by the gateway, but no receipt came in time",
              "ask the help desk about the Message-ID; do not drop the file again before they answer");
      case PEER_ERROR ->
          person(
              "the gateway's receipt says that it could not process the message",
              "the reason names the step; correct the cause, then 'portage resubmit ID'");
      case INTEGRITY_ALERT ->
          person(
              "the gateway's receipt is for other content than was sent",
              "call the help desk with the Message-ID; nothing is sent again by itself");
      case FAILED ->
          person(
              "refused for good; nothing is tried again",
              "the reason says why; correct the cause, then 'portage resend ID' for the same bytes or"
                  + " 'portage resubmit ID' for a new message");
      case HELD ->
          person(
              "kept safe, but Portage cannot go on by itself",
              "the reason says what is missing; when it is there, 'portage release ID'; 'portage"
                  + " discard ID' gives it up");
      case DUPLICATE_HELD ->
          person(
              "the same content or reference was sent before, so it was not sent again",
              "'portage release ID' sends it all the same, 'portage discard ID' gives it up");
      case STORED -> moving("downloaded and safe; next it is decrypted and verified");
      case VERIFIED -> moving("decrypted, its signature verified; next it goes to the inbox");
      case DELIVERING -> moving("being put into the inbox");
      case DELIVERED -> moving("in the inbox; our receipt is due for sending");
      case CLOSED -> well("finished");
      case DUPLICATE -> well("came again; not delivered twice, the same receipt was returned");
      case REJECTED ->
          person(
              "not delivered: it did not decrypt or verify, or an operator discarded it",
              "the raw bytes are kept; unless you discarded it, tell the help desk the reason");
      case CONFLICT ->
          person(
              "has the Message-ID of an earlier message, but other content; not delivered",
              "the raw bytes are kept; ask the help desk which of the two is right");
    };
  }

  String paint(Paint paint, String text) {
    return switch (mood) {
      case WELL -> paint.good(text);
      case MOVING -> paint.warn(text);
      case PERSON -> paint.bad(text);
    };
  }

  private static StateGuide well(String meaning) {
    return new StateGuide(Mood.WELL, meaning, "");
  }

  private static StateGuide moving(String meaning) {
    return new StateGuide(Mood.MOVING, meaning, "");
  }

  private static StateGuide person(String meaning, String action) {
    return new StateGuide(Mood.PERSON, meaning, action);
  }
}
