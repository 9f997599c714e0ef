package ca.portage.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One connection and the statements prepared on it; values are bound, never spliced. */
final class Statements implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  /** Turns the current row of a result into a value. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  void execute(String sql) throws SQLException {
    bound(sql, List.of()).execute();
  }

  int update(String sql, List<?> values) throws SQLException {
    return bound(sql, values).executeUpdate();
  }

  <T> List<T> list(Row<T> reader, String sql, List<?> values) throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      while (rows.next()) {
        found.add(reader.read(rows));
      }
    }
    return found;
  }

  /** Takes the rows of a result one by one, however many there are. */
  @FunctionalInterface
  interface EachRow {
    void take(ResultSet row) throws SQLException, IOException;
  }

  /** Reads a result of any size; nothing of it is kept here. */
  void each(EachRow taker, String sql) throws SQLException, IOException {
    try (ResultSet rows = bound(sql, List.of()).executeQuery()) {
      while (rows.next()) {
        taker.take(rows);
      }
    }
  }

  private PreparedStatement bound(String sql, List<?> values) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, plain(values.get(i)));
    }
    return statement;
  }

  /** SQLite's own types: text, integer, null. */
  private static Object plain(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(Statements::plain).orElse(null);
    }
    if (value instanceof Instant instant) {
      return instant.toEpochMilli();
    }
    if (value instanceof Enum<?> word) {
      return word.name();
    }
    return value instanceof Boolean truth ? (Object) (truth ? 1 : 0) : value;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
