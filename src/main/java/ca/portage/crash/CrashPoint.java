package ca.portage.crash;

/**
 * A place between two durable steps (reliability §2.1, §2.2): what is on the disk there is what the
 * next start finds. Each is reached at exactly one place of the code.
 *
 * <p>Off unless the system property {@code portage.fault} names one, see {@link ArmedFault}; then
 * {@link #reached()} compares two references that never change, which the compiler takes away.
 */
public enum CrashPoint {
  /** The dropped file is renamed into the claimed folder; nothing else is known of it. */
  CLAIM_RENAMED,
  /** The payload is forced in the spool. */
  CLAIM_COPIED,
  /** The row says CLAIMED. */
  CLAIM_COMMITTED,
  /** The sidecar of the claimed message is written. */
  CLAIM_NOTED,
  /** The wire bytes are forced, their header lines are not. */
  PACK_WIRE_STORED,
  /** Wire bytes and header lines are forced, the row knows nothing of them. */
  PACK_HEADERS_STORED,
  /** The row says PACKAGED. */
  PACK_COMMITTED,
  /** The sidecar of the packaged message is written. */
  PACK_NOTED,
  /** The stored bytes are read, no attempt is written. */
  ATTEMPT_READ,
  /** The row says SENDING, no connection is used yet. */
  ATTEMPT_COMMITTED,
  /** A request is about to be written to its connection. */
  REQUEST_BEGUN,
  /** The whole body of a request is handed to the connection. */
  REQUEST_WRITTEN,
  /** The head of the answer to a request is read. */
  REQUEST_ANSWERED,
  /** The answer to a submission is read whole, its outcome is not written. */
  CONCLUDE_READ,
  /** The outcome of the attempt is written. */
  CONCLUDE_COMMITTED,
  /** A receipt is judged, its verdict is not written. */
  SETTLE_JUDGED,
  /** The message has its verdict, the receipt's own row is open. */
  SETTLE_COMMITTED,
  /** The receipt's row is closed. */
  SETTLE_CLOSED,
  /** The sidecar of the settled message is written. */
  SETTLE_NOTED,
  /** The claimed original of a message proved delivered is deleted. */
  CLAIM_FORGOTTEN,
  /** Everything is ready to keep an answer, no download is written. */
  POLL_PRECHECKED,
  /** The download's row is open, nothing is asked. */
  POLL_COMMITTED,
  /** The head of the answer is forced. */
  STORE_HEAD_STORED,
  /** The answer's bytes are in the part file, not forced. */
  STORE_PART_FILLED,
  /** The part file is forced, not renamed. */
  STORE_PART_FORCED,
  /** The raw answer has its name and is forced; no row says so. */
  STORE_RAW_NAMED,
  /** The row says STORED. */
  STORE_COMMITTED,
  /** The sidecar of the download is written. */
  STORE_NOTED,
  /** A part of the download has its row. */
  SPLIT_COMMITTED,
  /** A part's bytes are taken, nothing is decrypted. */
  PART_TAKEN,
  /** The row says VERIFIED, or what else the part is. */
  VERIFY_COMMITTED,
  /** The temporary file beside the inbox is forced. */
  DELIVER_WRITTEN,
  /** The row says DELIVERING. */
  DELIVER_COMMITTED,
  /** The file is in the inbox, the row does not know. */
  DELIVER_MOVED,
  /** The bytes of the receipt are forced, no row knows of it. */
  RECEIPT_STORED,
  /** The row says DELIVERED, and the receipt is due. */
  DELIVERED_COMMITTED,
  /** The sidecar of the receipt is written. */
  DELIVERED_NOTED,
  /** Every part is dealt with and the download says so. */
  UNPACK_COMMITTED,
  /** A group of changes is written and not committed. */
  LEDGER_WRITTEN,
  /** A group's lines are in the journal and not forced. */
  JOURNAL_WRITTEN,
  /** A group's lines are forced in the journal, the ledger did not commit. */
  JOURNAL_FORCED,
  /** A group of changes is committed, nobody was told. */
  LEDGER_COMMITTED,
  /** A temporary file is filled and not forced. */
  FILE_FILLED,
  /** A temporary file is forced and has not its last name. */
  FILE_FORCED,
  /** A file has its last name, its folder is not forced. */
  FILE_NAMED;

  /** Says that the code is here. Does nothing unless this point is armed. */
  public void reached() {
    if (ArmedFault.POINT == this) {
      ArmedFault.strike();
    }
  }
}
