package ca.portage.ledger;

import java.util.List;

/** What was told of one thing, as of the ledger's last commit. */
public final class Alerts {
  private final LedgerReader ledger;

  /** Looks into {@code ledger}. */
  public Alerts(LedgerReader ledger) {
    this.ledger = ledger;
  }

  /**
   * The alerts of a channel about one message or download, or about what else is told under a name
   * of its own, oldest first.
   */
  public List<Alert> about(String channel, String subject) {
    return ledger.list(
        Rows::alert,
        Rows.ALERTS + "WHERE subject = ? AND channel = ? ORDER BY number",
        subject,
        channel);
  }
}
