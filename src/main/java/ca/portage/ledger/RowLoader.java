package ca.portage.ledger;

import ca.portage.ledger.journal.Line;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the journal's lines into tables: the last line of a row is the row. */
final class RowLoader {
  private final Statements statements;
  private final long soundFrom;
  private final Map<String, List<String>> columns = new LinkedHashMap<>();
  private long passedOver;

  /**
   * Loads into the tables of a ledger without indexes.
   *
   * @param soundFrom rows written from this line on are noted as sure, see {@link Doubts}
   */
  RowLoader(Statements statements, long soundFrom) throws SQLException {
    this.statements = statements;
    this.soundFrom = soundFrom;
    for (String table : Tables.names(statements)) {
      columns.put(table, Tables.columns(statements, table));
    }
    statements.execute(
        "CREATE TEMP TABLE sure (tab TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (tab, id))");
  }

  void take(Line line) {
    String table = line.table().orElse("");
    if (!columns.containsKey(table)) {
      // A table this Portage has no more.
      passedOver++;
      return;
    }
    try {
      if (line.row().isPresent()) {
        insert(table, line.row().get());
        noteSure(table, line);
      } else if (line.gone().isPresent()) {
        delete(table, line.gone().get());
      }
    } catch (SQLException e) {
      throw new LedgerException(
          LedgerException.Reason.CONTRADICTION,
          "Line %d of the journal does not fit table %s: %s"
              .formatted(line.sequence(), table, e.getMessage()),
          e);
    }
  }

  private void insert(String table, JsonNode row) throws SQLException {
    put(table, values(table, row));
  }

  /** Puts a row in the place of the one with its key. */
  void put(String table, Map<String, Object> row) throws SQLException {
    statements.update(
        "INSERT OR REPLACE INTO %s (%s) VALUES (%s)"
            .formatted(
                table,
                String.join(", ", Tables.quoted(List.copyOf(row.keySet()))),
                String.join(", ", Collections.nCopies(row.size(), "?"))),
        List.copyOf(row.values()));
  }

  private void delete(String table, JsonNode key) throws SQLException {
    Map<String, Object> values = values(table, key);
    statements.update(
        "DELETE FROM %s WHERE %s = ?"
            .formatted(
                table, String.join(" = ? AND ", Tables.quoted(new ArrayList<>(values.keySet())))),
        List.copyOf(values.values()));
  }

  private Map<String, Object> values(String table, JsonNode row) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : row.properties()) {
      if (columns.get(table).contains(field.getKey())) {
        JsonNode value = field.getValue();
        values.put(field.getKey(), value.isNumber() ? (Object) value.asLong() : value.asText());
      }
    }
    return values;
  }

  private void noteSure(String table, Line line) throws SQLException {
    if (soundFrom > 0 && line.sequence() >= soundFrom && line.row().get().has("id")) {
      statements.update(
          "INSERT OR IGNORE INTO temp.sure (tab, id) VALUES (?, ?)",
          List.of(table, line.row().get().path("id").asText()));
    }
  }

  /** Lines of tables this Portage does not have. */
  long passedOver() {
    return passedOver;
  }
}
