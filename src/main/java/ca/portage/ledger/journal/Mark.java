package ca.portage.ledger.journal;

/**
 * How far the ledger is in its journal; the ledger keeps it in the same commit as the rows.
 *
 * @param sequence of the last line it holds, 0 before the first
 * @param segment the first sequence number of the file that line is in; names the file
 * @param bytes where that line ends in its file
 */
public record Mark(long sequence, long segment, long bytes) {
  /** Of a ledger that never wrote a line. */
  public static final Mark NONE = new Mark(0, 0, 0);
}
