package ca.portage.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Proves that every page, row and index of a database fits the others. */
final class Integrity {
  private Integrity() {}

  /** What is wrong, at most ten findings of each kind; empty when nothing is. */
  static List<String> of(Statements statements) throws SQLException {
    List<String> found = new ArrayList<>();
    found.addAll(statements.list(row -> row.getString(1), "PRAGMA integrity_check(10)", List.of()));
    found.remove("ok");
    statements
        .list(
            row -> row.getString(1) + " points to a missing " + row.getString(3),
            "SELECT * FROM pragma_foreign_key_check LIMIT 10",
            List.of())
        .forEach(found::add);
    return found;
  }
}
