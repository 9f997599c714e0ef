package ca.portage.ledger;

import java.util.EnumSet;
import java.util.Set;

/** Where a message is (reliability §2.1, §2.2); {@link Life} says what may follow what. */
public enum State {
  /** Out: the file is ours and in the spool. */
  CLAIMED,
  /** Out: the wire bytes are in the spool; due for sending. */
  PACKAGED,
  /** Out: an attempt is under way. */
  SENDING,
  /** Out: an attempt ended and nobody knows whether it arrived. */
  AMBIGUOUS,
  /** Out: the gateway took it; its receipt is awaited. */
  ACCEPTED,
  /** Out: a verified receipt proves it arrived as sent; for a receipt, the gateway took it. */
  DONE,
  /** Out: a verified receipt says the gateway could not process it. */
  PEER_ERROR,
  /** Out: accepted, and no receipt in time. */
  OVERDUE,
  /** Out: a verified receipt proves that other bytes arrived. */
  INTEGRITY_ALERT,
  /** Out: given up, refused or discarded. */
  FAILED,
  /** Waits for an operator, or for something of ours that is missing. */
  HELD,
  /** Out: content or reference was seen before; only an operator lets it go. */
  DUPLICATE_HELD,
  /** Out, mail channel: the server took it. */
  SENT,
  /** Out, mail channel: the gateway's answer is in. */
  ANSWERED,
  /** In: the bytes are in the spool. */
  STORED,
  /** In: decrypted, the signature verifies. */
  VERIFIED,
  /** In: the file is about to be renamed into the inbox. */
  DELIVERING,
  /** In: the file is in the inbox. */
  DELIVERED,
  /** In: nothing remains to be done. */
  CLOSED,
  /** In: the message's own fault; never delivered. */
  REJECTED,
  /** In: the same message again; not delivered again. */
  DUPLICATE,
  /** In: the same message id with other content; in quarantine. */
  CONFLICT;

  private static final Set<State> TERMINAL =
      EnumSet.of(
          DONE,
          PEER_ERROR,
          INTEGRITY_ALERT,
          FAILED,
          ANSWERED,
          CLOSED,
          REJECTED,
          DUPLICATE,
          CONFLICT);

  /** True if what is seen later is recorded but changes nothing (reliability I6). */
  public boolean terminal() {
    return TERMINAL.contains(this);
  }
}
