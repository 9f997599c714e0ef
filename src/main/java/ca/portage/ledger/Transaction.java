package ca.portage.ledger;

import ca.portage.ledger.LedgerException.Reason;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.event.Level;

/** What one unit of work may do inside the writer's transaction. */
final class Transaction {
  /** The state from which a row is made. */
  static final String NEW = "NEW";

  static final String TOLD =
      "SELECT 1 FROM alert WHERE subject = ? AND text = ?"
          + " AND at >= coalesce((SELECT updated FROM message WHERE id = ?), 0) LIMIT 1";

  private final Statements statements;
  private final Instant now;
  private final List<LogLine> lines = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  Transaction(Statements statements, Instant now) {
    this.statements = statements;
    this.now = now;
  }

  Instant now() {
    return now;
  }

  int update(String sql, Object... values) throws SQLException {
    return statements.update(sql, List.of(values));
  }

  <T> List<T> list(Statements.Row<T> row, String sql, Object... values) throws SQLException {
    return statements.list(row, sql, List.of(values));
  }

  Optional<Message> find(String id) throws SQLException {
    return list(Rows::message, Rows.MESSAGES + "WHERE id = ?", id).stream().findFirst();
  }

  Message message(String id) throws SQLException {
    return find(id)
        .orElseThrow(
            () -> new LedgerException(Reason.UNKNOWN_ID, "The ledger has no message " + id + "."));
  }

  /**
   * Moves a message along an edge of its life, with an event, and gives the row as it is now.
   *
   * @throws IllegalTransitionException if there is no such edge
   */
  Message move(Message message, Change change) throws SQLException {
    if (!change.from(message.state())
        || !Life.of(message).allows(message.state(), change.state())) {
      throw new IllegalTransitionException(
          message.id(), message.state().name(), change.state().name());
    }
    write(message, change);
    event(message.id(), message.state().name(), change.state().name(), change.reason());
    Message moved = message(message.id());
    say(moved, change.reason());
    return moved;
  }

  /** Moves a message that still can move; a terminal one only remembers what was seen (I6). */
  Message observe(Message message, Change change) throws SQLException {
    return message.state().terminal() ? absorb(message, change) : move(message, change);
  }

  /** Records what was seen of a message whose state it does not change. */
  Message absorb(Message message, Change change) throws SQLException {
    String state = message.state().name();
    String reason = change.reason().isEmpty() ? "" : ": " + change.reason();
    event(message.id(), state, state, change.state() + " changes nothing" + reason);
    return message;
  }

  /** Keeps in a message's history what changed nothing about it. */
  void remember(Message message, String what) throws SQLException {
    event(message.id(), message.state().name(), message.state().name(), what);
  }

  private void write(Message message, Change change) throws SQLException {
    StringBuilder sql = new StringBuilder("UPDATE message SET state = ?, updated = ?, reason = ?");
    List<Object> values = new ArrayList<>();
    values.add(change.state());
    values.add(now);
    values.add(Optional.of(change.reason()).filter(r -> !r.isEmpty()));
    change
        .columns()
        .forEach(
            (column, value) -> {
              sql.append(", ").append(column).append(" = ?");
              values.add(value);
            });
    sql.append(" WHERE id = ? AND state = ?");
    values.add(message.id());
    values.add(message.state());
    int rows = statements.update(sql.toString(), values);
    if (rows != 1) {
      throw new IllegalStateException(rows + " rows where message " + message.id() + " was one");
    }
  }

  /** The lines to be told once this is committed. */
  List<LogLine> lines() {
    return lines;
  }

  void say(Message message, String reason) {
    String file = message.finalName().or(message::file).orElse(message.kind().name());
    lines.add(
        new LogLine(
            Level.INFO,
            message.channel(),
            message.id(),
            message.state().name(),
            reason.isEmpty() ? file : file + ": " + reason));
  }

  void say(Level level, String channel, String subject, String state, String text) {
    lines.add(new LogLine(level, channel, subject, state, text));
  }

  /** What happened so far, also in units that were taken back. */
  List<Event> events() {
    return events;
  }

  int alertOnce(String channel, String id, String text) throws SQLException {
    boolean told = !list(row -> 1, TOLD, id, text, id).isEmpty();
    return told ? 0 : alert(channel, Optional.of(id), text);
  }

  int alert(String channel, Optional<String> id, String text) throws SQLException {
    say(Level.WARN, channel, id.orElse(""), "ALERT", text);
    return update(
        "INSERT INTO alert (at, channel, subject, text) VALUES (?, ?, ?, ?)",
        now,
        channel,
        id,
        text);
  }

  int audit(String operator, String action, String subject, String result, String reason)
      throws SQLException {
    return update(
        "INSERT INTO audit (at, operator, action, subject, result, reason)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        now,
        operator,
        action,
        subject,
        result,
        reason);
  }

  void event(String subject, String from, String to, String reason) throws SQLException {
    events.add(new Event(now, subject, from, to, reason));
    update(
        "INSERT INTO event (at, subject, from_state, to_state, reason) VALUES (?, ?, ?, ?, ?)",
        now,
        subject,
        from,
        to,
        reason);
  }
}
