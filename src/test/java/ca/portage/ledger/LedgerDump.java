package ca.portage.ledger;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every row of every table as text, so that two ledgers can be compared. */
final class LedgerDump {
  private LedgerDump() {}

  /** The rows, the ledger's place in the journal included. */
  static List<String> of(Path database) throws SQLException {
    try (Statements statements = Connections.reader(database)) {
      List<String> tables = new ArrayList<>(Tables.names(statements));
      tables.add("journal");
      List<String> rows = new ArrayList<>();
      for (String table : tables) {
        List<Map<String, Object>> found =
            statements.list(
                Tables::row,
                "SELECT * FROM %s ORDER BY %s"
                    .formatted(table, String.join(", ", Tables.key(statements, table))),
                List.of());
        found.forEach(row -> rows.add(table + " " + row));
      }
      return rows;
    }
  }
}
