package ca.portage.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What can become of messages and downloads: each method is one change and one commit.
 *
 * <p>It returns after its commit is forced to the disk, or throws {@link LedgerException} and has
 * changed nothing; an interrupt of the calling thread waits. What only observes (conclude, settle,
 * fail, closed, …) is absorbed by a message in a terminal state; an event remembers it (reliability
 * I6). What begins something (attempt, packaged, delivering, …) is refused there. Repeating a call
 * after a crash is safe.
 */
public abstract sealed class Transitions extends LedgerReader
    permits Ledger, Telling, Ordered, Proving {
  /** Under this subject the audit keeps what was purged. */
  public static final String PURGE = "purge";

  /** Under this subject an event tells when a ledger of before began to keep evidence. */
  static final String EVIDENCE = "evidence";

  Transitions(Readers readers, Clock clock) {
    super(readers, clock);
  }

  Transitions(LedgerReader same) {
    super(same);
  }

  /** Takes a file in: CLAIMED, or DUPLICATE_HELD if its content or reference was seen before. */
  public Message claim(NewClaim claim) {
    return commit(tx -> Claiming.claim(tx, claim));
  }

  /** CLAIMED to PACKAGED: the wire bytes are in the spool under this message id, for ever. */
  public Message packaged(
      String id, String messageId, String mic, String wireSha256, long wireBytes, Instant due) {
    Wire wire = new Wire(wireSha256, wireBytes);
    return commit(tx -> Outbound.packaged(tx, id, messageId, mic, wire, due));
  }

  /** Begins an attempt, before a connection is opened; refused while another is under way. */
  public Attempt attempt(String id) {
    return commit(tx -> Sending.attempt(tx, id));
  }

  /**
   * Ends the attempt: ACCEPTED, PACKAGED and due again, FAILED, AMBIGUOUS or HELD. A refusal after
   * an earlier attempt of unknown end is HELD and not FAILED. An accepted receipt is DONE and
   * closes the delivered message it is for.
   */
  public Message conclude(String id, Conclusion conclusion) {
    return commit(tx -> Sending.conclude(tx, id, conclusion));
  }

  /** Gives up (FAILED) or leaves to an operator (HELD). */
  public Message fail(String id, State state, String reason) {
    return commit(tx -> Outbound.fail(tx, id, state, reason));
  }

  /** What a verified receipt proves: DONE, PEER_ERROR, INTEGRITY_ALERT; by mail ANSWERED. */
  public Message settle(String id, State verdict, String reason) {
    return commit(tx -> Outbound.settle(tx, id, verdict, reason));
  }

  /** No receipt in time. */
  public Message markOverdue(String id) {
    return commit(tx -> Outbound.overdue(tx, id));
  }

  /**
   * After a restart, before anything else on the channel: what was SENDING is AMBIGUOUS and due
   * then, polls without a stored answer are UNKNOWN.
   *
   * @return how many messages and downloads that were
   */
  public int recover(String channel, Instant due) {
    return commit(tx -> Sending.recover(tx, channel, due) + Downloads.recover(tx, channel));
  }

  /** An operator lets a held message go on from where it was held. */
  public Message release(String id) {
    return commit(tx -> Outbound.release(tx, id));
  }

  /** An operator gives a held message up: FAILED if it was to go out, REJECTED if it came in. */
  public Message discard(String id, String reason) {
    return commit(tx -> Outbound.discard(tx, id, reason));
  }

  /**
   * An operator has the same bytes sent again under the same id. A message of ours may be
   * AMBIGUOUS, ACCEPTED, SENT, OVERDUE, HELD or FAILED; a receipt of ours AMBIGUOUS, HELD or
   * FAILED.
   */
  public Message resend(String id, Instant due) {
    return commit(tx -> Outbound.resend(tx, id, due));
  }

  /**
   * An operator has the content of a message sent anew, as a message of its own that is CLAIMED.
   *
   * @param first the message; FAILED, OVERDUE, PEER_ERROR, INTEGRITY_ALERT, DONE or ANSWERED
   * @param claim the same bytes in the spool under a new ledger id
   * @throws LedgerException if an earlier one of these is under way or proved
   */
  public Message resubmit(String first, NewClaim claim) {
    return commit(tx -> Resubmission.claim(tx, first, claim));
  }

  /** Records a poll before its request is sent. */
  public Download openDownload(String id, String channel, String requestMessageId) {
    return commit(tx -> Downloads.open(tx, id, channel, requestMessageId));
  }

  /** The raw answer is forced in the spool; due for unpacking at once. Legal after UNKNOWN too. */
  public Download stored(String id, long sizeBytes, String sha256, boolean complete) {
    return commit(tx -> Downloads.stored(tx, id, sizeBytes, sha256, complete));
  }

  /** A poll ended without anything to unpack: EMPTY, FAILED, or UNKNOWN. */
  public Download ended(String id, DownloadState state, String reason) {
    return commit(tx -> Downloads.end(tx, id, state, reason));
  }

  /** Every part of the download was dealt with. */
  public Download unpacked(String id) {
    return commit(tx -> Downloads.end(tx, id, DownloadState.UNPACKED, ""));
  }

  /** The download is to be unpacked again at {@code due}, because some part is HELD. */
  public Download retryUnpack(String id, Instant due) {
    return commit(tx -> Downloads.retry(tx, id, due));
  }

  /**
   * A part's row, STORED; the row that exists if the download was split before. Refused while the
   * answer is not in the spool (I3).
   */
  public Message part(
      String download,
      int index,
      String channel,
      String newId,
      long sizeBytes,
      Optional<String> headerMessageId) {
    Inbound.NewPart part =
        new Inbound.NewPart(download, index, channel, newId, sizeBytes, headerMessageId);
    return commit(tx -> Inbound.part(tx, part));
  }

  /**
   * A part's signature verifies: VERIFIED, or DUPLICATE or CONFLICT of a message that came before
   * and is named as related. A duplicate has the stored receipt of the first go out again, in the
   * same commit. A part that is further already is returned as it is.
   *
   * @param same the check of the same bytes in other algorithms that the first may be kept with
   */
  public Message verified(String id, Kind kind, String messageId, String mic, String... same) {
    return commit(tx -> Inbound.verified(tx, id, kind, messageId, mic, same));
  }

  /** The temporary file is forced; the rename into the inbox may happen from now on. */
  public Message delivering(String id, String temporary, String finalName) {
    return commit(tx -> Inbound.delivering(tx, id, temporary, finalName));
  }

  /** The file is in the inbox; its receipt is due for sending in the same commit (I5). */
  public Message delivered(String id, Optional<NewReceipt> receipt) {
    return commit(tx -> Inbound.delivered(tx, id, receipt));
  }

  /** The message's own fault; an error receipt is due for sending in the same commit. */
  public Message rejected(String id, String reason, Optional<NewReceipt> receipt) {
    return commit(tx -> Inbound.rejected(tx, id, reason, receipt));
  }

  /** Our fault: looked at again when due. For the same reason once more, nothing is written. */
  public Message held(String id, String reason, Instant due) {
    return commit(tx -> Inbound.held(tx, id, reason, due));
  }

  /**
   * Takes away rows and their history, of those that are all finished still; one commit, with a row
   * of the audit under {@link #PURGE} when it is done {@linkplain Ledger#by by} an order.
   *
   * @param before only what did not change since
   * @param what whose rows they are, for the audit
   * @return how many messages and downloads went
   */
  public int purge(List<Kin> kins, Instant before, String what) {
    return commit(tx -> Purging.purge(tx, kins, before, what));
  }

  /** Says of rows, before their files are deleted, that they are about to be taken away. */
  public void purging(List<Kin> kins) {
    commit(tx -> Purging.announce(tx, kins));
  }

  /** Nothing remains to be done, as for a receipt that was judged. */
  public Message closed(String id, String reason) {
    return commit(tx -> Inbound.closed(tx, id, reason));
  }

  /**
   * The same for a receipt that changed nothing about the message it names: the history of both
   * remembers why.
   */
  public Message closedWithoutProof(String id, String about, String reason) {
    return commit(tx -> Inbound.closedWithoutProof(tx, id, about, reason));
  }

  /** Keeps what an admin must see and no change of a state brings along. */
  public void alert(String channel, Optional<String> id, String text) {
    commit(tx -> tx.alert(channel, id, text));
  }

  /**
   * The same, once: what was told of a download, or of a message since it last changed, is not told
   * again in the same words.
   */
  public void alertOnce(String channel, String id, String text) {
    commit(tx -> tx.alertOnce(channel, id, text));
  }

  /** Keeps in the audit what was done, by {@code portage} or a person, and changes no message. */
  public void audit(String operator, String action, String subject, String result, String reason) {
    commit(tx -> tx.audit(operator, action, subject, result, reason));
  }

  /**
   * The same transitions with an alert in their commit: after a crash there are both or neither.
   */
  public Transitions telling(Notice notice) {
    return new Telling(this, notice);
  }

  /**
   * The same transitions by order of an operator: refused if the message is no longer as it was
   * seen, and kept in the audit by their own commit.
   */
  public Transitions by(Order order) {
    return new Ordered(this, order);
  }

  /**
   * The same transitions, which keep in their commit what was found out about a message.
   *
   * @param about the message a judged receipt names, if there is one
   */
  public Transitions proving(String id, Evidence.Step step, Optional<String> about, Report report) {
    return new Proving(this, id, step, about, report);
  }

  /** Runs a unit of work and returns once it is forced to the disk. */
  abstract <T> T commit(Unit<T> unit);
}
