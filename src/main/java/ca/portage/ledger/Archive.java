package ca.portage.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What a ledger holds that is old, with all that belongs to it. */
public final class Archive {
  private final LedgerReader ledger;

  /** Looks into {@code ledger}, as of its last commit. */
  public Archive(LedgerReader ledger) {
    this.ledger = ledger;
  }

  /**
   * Messages of a channel that did not change since {@code before}, by id.
   *
   * @param after the id behind which to begin, or nothing at all
   */
  public List<Message> messages(String channel, Instant before, String after, int limit) {
    return ledger.list(Rows::message, Rows.MESSAGES + Purging.OLD, channel, before, after, limit);
  }

  /** Downloads of a channel that brought no part and were begun before {@code before}, by id. */
  public List<Download> downloads(String channel, Instant before, String after, int limit) {
    return ledger.list(
        Rows::download, Rows.DOWNLOADS + Purging.OLD_DOWNLOADS, channel, before, after, limit);
  }

  /** All that belongs together with a message or a download. */
  public Kin kin(String id) {
    try {
      return Purging.kin(ledger::list, id);
    } catch (SQLException e) {
      throw new LedgerException(
          LedgerException.Reason.STORAGE, "The ledger could not be read: " + e.getMessage(), e);
    }
  }
}
