package ca.portage.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares a rebuilt ledger with the one it is to replace, row for row. */
final class Differences {
  private static final Logger LOG = LoggerFactory.getLogger(Differences.class);

  private Differences() {}

  /** Rows that only one of the two has; empty if the present ledger is absent or unreadable. */
  static Optional<Map<String, Long>> between(Statements rebuilt, Path present) {
    if (!Files.exists(present)) {
      return Optional.empty();
    }
    try {
      rebuilt.update(
          "ATTACH ? AS present", List.of("file:" + present.toUri().getRawPath() + "?mode=ro"));
      Map<String, Long> differences = new LinkedHashMap<>();
      for (String table : Tables.names(rebuilt)) {
        differences.put(table, count(rebuilt, table));
      }
      return Optional.of(differences);
    } catch (SQLException e) {
      LOG.debug("the present ledger {} is not compared: {}", present, e.toString());
      return Optional.empty();
    }
  }

  private static long count(Statements rebuilt, String table) throws SQLException {
    return rebuilt
        .list(
            row -> row.getLong(1),
            ("SELECT (SELECT count(*) FROM (SELECT * FROM main.%1$s EXCEPT SELECT * FROM present.%1$s))"
                    + " + (SELECT count(*) FROM (SELECT * FROM present.%1$s EXCEPT SELECT * FROM main.%1$s))")
                .formatted(table),
            List.of())
        .get(0);
  }
}
