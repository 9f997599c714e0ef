package ca.portage.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A message of which nobody knows whether it arrived, and whose time to be looked at has come.
 *
 * @param id the message's ledger id
 * @param kind a receipt of ours is never acknowledged, so no poll can tell about it
 * @param created when its row was made
 * @param firstAttempt when its first attempt began: what was stored before cannot speak of it
 * @param lastAttempt when its last attempt ended
 */
public record Ambiguity(
    String id, Kind kind, Instant created, Instant firstAttempt, Instant lastAttempt) {
  static final String DUE =
      "SELECT m.id, m.kind, m.created, min(a.started), max(coalesce(a.ended, a.started))"
          + " FROM message m JOIN attempt a ON a.id = m.id"
          + " WHERE m.channel = ? AND m.state IN ('PACKAGED', 'AMBIGUOUS')"
          + " AND m.state = 'AMBIGUOUS' AND m.due <= ?"
          + " GROUP BY m.id ORDER BY m.created, m.id";

  static Ambiguity read(ResultSet row) throws SQLException {
    return new Ambiguity(
        row.getString(1),
        Kind.valueOf(row.getString(2)),
        Instant.ofEpochMilli(row.getLong(3)),
        Instant.ofEpochMilli(row.getLong(4)),
        Instant.ofEpochMilli(row.getLong(5)));
  }
}
