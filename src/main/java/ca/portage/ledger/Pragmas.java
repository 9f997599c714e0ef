package ca.portage.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The settings without which a commit of SQLite promises nothing, set and then read back
 * (reliability §2.5: WAL with synchronous=NORMAL lost 840 of 15 669 commits at a power cut).
 */
final class Pragmas {
  private static final Map<String, String> WRITER = new LinkedHashMap<>();
  private static final Map<String, String> READER = new LinkedHashMap<>();

  static {
    READER.put("busy_timeout", "10000");
    READER.put("trusted_schema", "0");
    READER.put("cell_size_check", "1");
    READER.put("mmap_size", "0");
    WRITER.putAll(READER);
    WRITER.put("journal_mode", "wal");
    WRITER.put("synchronous", "2");
    WRITER.put("foreign_keys", "1");
    if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac")) {
      WRITER.put("fullfsync", "1");
      WRITER.put("checkpoint_fullfsync", "1");
    }
    READER.put("query_only", "1");
  }

  private Pragmas() {}

  static void writer(Connection connection) throws SQLException {
    set(connection, WRITER);
  }

  static void blank(Connection connection) throws SQLException {
    set(connection, Map.of("synchronous", "0", "journal_mode", "memory", "foreign_keys", "0"));
  }

  static void reader(Connection connection) throws SQLException {
    set(connection, READER);
    check(connection, READER);
  }

  /** Refuses a writer's connection that is not as durable as it was asked to be. */
  static void checkWriter(Connection connection) throws SQLException {
    check(connection, WRITER);
  }

  private static void set(Connection connection, Map<String, String> wanted) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> pragma : wanted.entrySet()) {
        statement.execute("PRAGMA " + pragma.getKey() + "=" + pragma.getValue());
      }
    }
  }

  private static void check(Connection connection, Map<String, String> wanted) throws SQLException {
    for (Map.Entry<String, String> pragma : wanted.entrySet()) {
      String found = read(connection, pragma.getKey());
      if (!pragma.getValue().equalsIgnoreCase(found)) {
        throw new LedgerException(
            LedgerException.Reason.UNSUITABLE,
            "SQLite keeps %s=%s where the ledger needs %s; with that a power cut could lose what was acknowledged. Nothing was written. Is the spool on a local disk?"
                .formatted(pragma.getKey(), found, pragma.getValue()));
      }
    }
  }

  static String read(Connection connection, String pragma) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + pragma)) {
      return row.next() ? row.getString(1) : "";
    }
  }
}
