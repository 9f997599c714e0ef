package ca.portage.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is done with rows of which nobody knows whether they are the last word: nothing is sent or
 * delivered on their account before an operator looked.
 *
 * <p>A message that could be sent, or delivered, is HELD; one the gateway took waits for its
 * receipt as before; a rename into the inbox that was begun finds out by itself what became of it.
 */
final class Doubts {
  static final String WHY =
      "the ledger was rebuilt and nothing says what became of this since; it may have been sent or"
          + " delivered already";

  private static final Set<State> HELD_OUT =
      Set.of(State.CLAIMED, State.PACKAGED, State.SENDING, State.AMBIGUOUS);
  private static final Set<State> HELD_IN = Set.of(State.STORED, State.VERIFIED);

  private final Statements statements;
  private final Instant now;
  private final boolean unpackAgain;

  Doubts(Statements statements, Instant now, boolean unpackAgain) {
    this.statements = statements;
    this.now = now;
    this.unpackAgain = unpackAgain;
  }

  /** The rows that were last written before a damaged place of the journal. */
  long hold() throws SQLException {
    return hold("id NOT IN (SELECT id FROM temp.sure WHERE tab = 'message')")
        + unpack("id NOT IN (SELECT id FROM temp.sure WHERE tab = 'download')");
  }

  /** The rows that were made from sidecars. */
  long holdNoted() throws SQLException {
    return hold("id IN (SELECT id FROM temp.noted)") + unpack("id IN (SELECT id FROM temp.noted)");
  }

  private long hold(String which) throws SQLException {
    String doubtful =
        "((direction = 'OUT' AND state IN (%s)) OR (direction = 'IN' AND state IN (%s))) AND %s"
            .formatted(words(HELD_OUT), words(HELD_IN), which);
    note("message", "HELD", doubtful);
    statements.update(
        "UPDATE message SET due = NULL WHERE direction = 'IN' AND state = 'HELD' AND " + which,
        List.of());
    return statements.update(
        "UPDATE message SET state = 'HELD', due = NULL, reason = ?, updated = ? WHERE " + doubtful,
        List.of(WHY, now));
  }

  /** A stored answer is read again only if asked for: its files may be in the inbox already. */
  private long unpack(String which) throws SQLException {
    String doubtful = "state = 'STORED' AND " + which;
    if (unpackAgain) {
      return statements.update("UPDATE download SET due = ? WHERE " + doubtful, List.of(now));
    }
    note("download", "UNPACKED", doubtful);
    return statements.update(
        "UPDATE download SET state = 'UNPACKED', due = NULL, reason = ? WHERE " + doubtful,
        List.of(WHY));
  }

  private void note(String table, String state, String which) throws SQLException {
    statements.update(
        "INSERT INTO event (at, subject, from_state, to_state, reason) SELECT ?, id, state, '%s', ? FROM %s WHERE %s"
            .formatted(state, table, which),
        List.of(now, WHY));
    statements.update(
        ("INSERT INTO alert (at, channel, subject, text) SELECT ?, channel, id,"
                + " 'after the ledger was rebuilt: ' || ? || '. %s' FROM %s WHERE %s")
            .formatted(advice(table), table, which),
        List.of(now, WHY));
  }

  /** Gives rows whose partner is lost what the tables' references ask for. */
  void mend() throws SQLException {
    statements.update(
        "INSERT INTO download (id, channel, request_message_id, state, opened, reason)"
            + " SELECT download, min(channel), '', 'UNPACKED', min(created), ? FROM message"
            + " WHERE download IS NOT NULL AND download NOT IN (SELECT id FROM download) GROUP BY download",
        List.of(WHY));
    statements.execute("DELETE FROM attempt WHERE id NOT IN (SELECT id FROM message)");
  }

  private static String advice(String table) {
    return table.equals("message")
        ? "Compare with the other side, then release or discard it"
        : "Its answer stays in the spool; if a reply is missing, ask for it to be queued again";
  }

  private static String words(Set<State> states) {
    return states.stream().map(state -> "'" + state.name() + "'").collect(Collectors.joining(", "));
  }
}
