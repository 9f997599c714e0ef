package ca.portage.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message's row in the making: the columns every row has, and those of its kind. */
final class NewRow {
  private final Map<String, Object> columns = new LinkedHashMap<>();
  private final String id;
  private final State state;

  NewRow(String id, String channel, Direction direction, Kind kind, State state) {
    this.id = id;
    this.state = state;
    with("id", id).with("channel", channel).with("direction", direction);
    with("kind", kind).with("state", state);
  }

  /** Adds a column; its name is a constant of the code, its value is bound. */
  NewRow with(String column, Object value) {
    columns.put(column, value);
    return this;
  }

  /** Inserts the row with its first event, and gives it as it is now. */
  Message insert(Transaction transaction, String reason) throws SQLException {
    with("created", transaction.now()).with("updated", transaction.now());
    with("reason", Optional.of(reason).filter(r -> !r.isEmpty()));
    List<Object> values = new ArrayList<>(columns.values());
    transaction.update(
        "INSERT INTO message (%s) VALUES (%s)"
            .formatted(
                String.join(", ", columns.keySet()),
                String.join(", ", Collections.nCopies(values.size(), "?"))),
        values.toArray());
    transaction.event(id, Transaction.NEW, state.name(), reason);
    Message made = transaction.message(id);
    transaction.say(made, reason);
    return made;
  }

  /** The part of a message id before the host, for answers that leave the host out (CIG Q-01). */
  static String localPart(String messageId) {
    String inner = messageId.strip().replaceAll("^<|>$", "");
    int at = inner.lastIndexOf('@');
    return (at < 0 ? inner : inner.substring(0, at)).toLowerCase(java.util.Locale.ROOT);
  }
}
