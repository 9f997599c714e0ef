package ca.portage.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, as plain SQL files applied in order; SQLite's user_version counts them. */
final class Schema {
  private static final List<String> FILES =
      List.of(
          "001-ledger.sql",
          "002-journal.sql",
          "003-audit.sql",
          "004-related.sql",
          "005-evidence.sql");

  private Schema() {}

  /** Brings a writer's database to this Portage's version, in one transaction a file. */
  static void migrate(Connection connection) throws SQLException {
    int version = version(connection);
    refuseNewer(version);
    for (int next = version; next < FILES.size(); next++) {
      apply(connection, FILES.get(next), next + 1);
    }
  }

  /** How many files there are to apply. */
  static int version() {
    return FILES.size();
  }

  /** True for a database without any table. */
  static boolean absent(Connection connection) throws SQLException {
    return version(connection) == 0;
  }

  /** Refuses a database whose tables a reader does not know. */
  static void check(Connection connection) throws SQLException {
    int version = version(connection);
    refuseNewer(version);
    if (version < FILES.size()) {
      throw new LedgerException(
          LedgerException.Reason.UNSUITABLE,
          "The ledger has tables of version %d and this Portage reads version %d; start the service once to bring it up to date."
              .formatted(version, FILES.size()));
    }
  }

  private static void refuseNewer(int version) {
    if (version > FILES.size()) {
      throw new LedgerException(
          LedgerException.Reason.UNSUITABLE,
          "The ledger has tables of version %d, written by a newer Portage than this one (%d). Nothing was changed. Use the newer version."
              .formatted(version, FILES.size()));
    }
  }

  private static int version(Connection connection) throws SQLException {
    return Integer.parseInt(Pragmas.read(connection, "user_version"));
  }

  private static void apply(Connection connection, String file, int version) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      for (String sql : text(file).split(";\\s*\n")) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
      statement.execute("PRAGMA user_version=" + version);
      statement.execute("COMMIT");
    }
  }

  private static String text(String file) {
    try (InputStream in = Schema.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException("not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Reason.UNSUITABLE, "This installation lacks " + file, e);
    }
  }
}
