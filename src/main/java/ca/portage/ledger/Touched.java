package ca.portage.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which rows the transaction changed, noted by temporary triggers in a temporary table: what a unit
 * takes back by its savepoint is taken back here too.
 */
final class Touched {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Touched() {}

  /** Takes a row as columns and values. */
  @FunctionalInterface
  interface ToRow {
    void take(Map<String, ?> row) throws IOException;
  }

  /** Takes the key of a row that is no more. */
  @FunctionalInterface
  interface ToGone {
    void take(String table, Map<String, ?> key) throws IOException;
  }

  static void watch(Statements statements, List<String> tables) throws SQLException {
    statements.execute("PRAGMA temp_store = MEMORY");
    statements.execute(
        "CREATE TEMP TABLE touched (place INTEGER PRIMARY KEY, tab TEXT NOT NULL, row INTEGER,"
            + " gone TEXT, UNIQUE (tab, row, gone))");
    for (String table : tables) {
      note(statements, table, "INSERT", "NEW.rowid, ''");
      note(statements, table, "UPDATE", "NEW.rowid, ''");
      note(statements, table, "DELETE", "0, " + key(statements, table));
    }
  }

  private static void note(Statements statements, String table, String event, String values)
      throws SQLException {
    statements.execute(
        ("CREATE TEMP TRIGGER %1$s_%2$s AFTER %2$s ON main.%1$s BEGIN"
                + " INSERT OR IGNORE INTO touched (tab, row, gone) VALUES ('%1$s', %3$s); END")
            .formatted(table, event, values));
  }

  private static String key(Statements statements, String table) throws SQLException {
    return Tables.key(statements, table).stream()
        .map(column -> "'" + column + "', OLD.\"" + column + '"')
        .collect(Collectors.joining(", ", "json_object(", ")"));
  }

  static boolean any(Statements statements) throws SQLException {
    return statements
        .list(row -> row.getBoolean(1), "SELECT EXISTS (SELECT 1 FROM temp.touched)", List.of())
        .get(0);
  }

  /** Rows that were taken away; one of the same key that was made since comes after. */
  static void gone(Statements statements, ToGone taker) throws SQLException, IOException {
    statements.each(
        row -> taker.take(row.getString(1), parsed(row.getString(2))),
        "SELECT tab, gone FROM temp.touched WHERE gone <> '' ORDER BY place");
  }

  /** Rows that were made or changed, each once and as it is now, in the order of first change. */
  static void rows(Statements statements, String table, ToRow taker)
      throws SQLException, IOException {
    statements.each(
        row -> taker.take(Tables.row(row)),
        "SELECT t.* FROM temp.touched CROSS JOIN main.%1$s t ON t.rowid = touched.row WHERE tab = '%1$s' AND gone = '' ORDER BY place"
            .formatted(table));
  }

  static void clear(Statements statements) throws SQLException {
    statements.execute("DELETE FROM temp.touched");
  }

  private static Map<String, Object> parsed(String key) {
    try {
      return JSON.readValue(key, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("SQLite's own JSON is none: " + key, e);
    }
  }
}
