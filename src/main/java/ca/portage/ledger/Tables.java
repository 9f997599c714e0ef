package ca.portage.ledger;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the database itself says of its tables: names, keys, rows as they are. */
final class Tables {
  /** The ledger's own place in the journal is no row of the journal. */
  private static final String NAMES =
      "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
          + " AND name <> 'journal' ORDER BY rootpage";

  private Tables() {}

  /** Tables in the order they were made, so that a row comes after the one it refers to. */
  static List<String> names(Statements statements) throws SQLException {
    return statements.list(row -> row.getString(1), NAMES, List.of());
  }

  static List<String> columns(Statements statements, String table) throws SQLException {
    return statements.list(
        row -> row.getString(1), "SELECT name FROM pragma_table_info(?)", List.of(table));
  }

  /** The columns of the primary key, in its order. */
  static List<String> key(Statements statements, String table) throws SQLException {
    return statements.list(
        row -> row.getString(1),
        "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk",
        List.of(table));
  }

  /** Takes the indexes away and gives the statements that make them again. */
  static List<String> dropIndexes(Statements statements) throws SQLException {
    List<String> made =
        statements.list(
            row -> row.getString(1),
            "SELECT sql FROM main.sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
            List.of());
    List<String> names =
        statements.list(
            row -> row.getString(1),
            "SELECT name FROM main.sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
            List.of());
    for (String name : names) {
      statements.execute("DROP INDEX " + name);
    }
    return made;
  }

  /** A whole row; columns without a value are left out. */
  static Map<String, Object> row(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      Object value = row.getObject(i);
      if (value != null) {
        values.put(columns.getColumnName(i), value);
      }
    }
    return values;
  }

  /** Names in double quotes: they come from the schema, and the schema is ours. */
  static List<String> quoted(List<String> names) {
    List<String> quoted = new ArrayList<>();
    names.forEach(name -> quoted.add('"' + name + '"'));
    return quoted;
  }
}
