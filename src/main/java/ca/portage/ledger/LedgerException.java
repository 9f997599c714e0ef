package ca.portage.ledger;

/**
 * The ledger refused, or could not keep, what it was told; then nothing of it was kept.
 *
 * <p>Unchecked, because a processor can do nothing about it but let its exchange fail: the next
 * turn, or the next start, finds the row where it was.
 */
public class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of refusal it is. */
  public enum Reason {
    /** The message cannot go from its state to that one. */
    ILLEGAL_TRANSITION,
    /** No row, or more than one, has this id. */
    UNKNOWN_ID,
    /** A row with this id or message id says something else. */
    CONTRADICTION,
    /** The disk is full. */
    DISK_FULL,
    /** The database could not be read or written. */
    STORAGE,
    /** The database is damaged. */
    CORRUPT,
    /** There is no ledger here. */
    MISSING,
    /** SQLite, or the ledger file, is not as Portage needs it. */
    UNSUITABLE,
    /** This ledger was opened to read only, or is closed. */
    NOT_WRITABLE
  }

  private final Reason reason;

  LedgerException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  LedgerException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What kind of refusal it is. */
  public Reason reason() {
    return reason;
  }
}
