package ca.portage.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Reads the ledger's records out of rows. */
final class Rows {
  static final String MESSAGES =
      "SELECT id, channel, direction, kind, state, file, message_id, mic, attempts, size_bytes,"
          + " created, updated, due, reason, sha256, reference, related, download, part, temporary,"
          + " final_name FROM message ";
  static final String DOWNLOADS =
      "SELECT id, channel, request_message_id, state, opened, stored, size_bytes, sha256, complete,"
          + " due, reason FROM download ";
  static final String ATTEMPTS =
      "SELECT id, number, started, ended, outcome, status, detail FROM attempt ";
  static final String EVENTS = "SELECT at, subject, from_state, to_state, reason FROM event ";
  static final String ALERTS = "SELECT at, channel, subject, text FROM alert ";
  static final String AUDITS = "SELECT at, operator, action, subject, result, reason FROM audit ";

  private Rows() {}

  static Message message(ResultSet row) throws SQLException {
    return new Message(
        row.getString(1),
        row.getString(2),
        Direction.valueOf(row.getString(3)),
        Kind.valueOf(row.getString(4)),
        State.valueOf(row.getString(5)),
        text(row, 6),
        text(row, 7),
        text(row, 8),
        row.getInt(9),
        row.getLong(10),
        Instant.ofEpochMilli(row.getLong(11)),
        Instant.ofEpochMilli(row.getLong(12)),
        instant(row, 13),
        text(row, 14),
        text(row, 15),
        text(row, 16),
        text(row, 17),
        text(row, 18),
        row.getInt(19),
        text(row, 20),
        text(row, 21));
  }

  static Download download(ResultSet row) throws SQLException {
    return new Download(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        DownloadState.valueOf(row.getString(4)),
        Instant.ofEpochMilli(row.getLong(5)),
        instant(row, 6),
        row.getLong(7),
        text(row, 8),
        row.getInt(9) == 1,
        instant(row, 10),
        text(row, 11));
  }

  static Attempt attempt(ResultSet row) throws SQLException {
    return new Attempt(
        row.getString(1),
        row.getInt(2),
        Instant.ofEpochMilli(row.getLong(3)),
        instant(row, 4),
        text(row, 5),
        number(row, 6),
        text(row, 7));
  }

  static Event event(ResultSet row) throws SQLException {
    return new Event(
        Instant.ofEpochMilli(row.getLong(1)),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5));
  }

  static Alert alert(ResultSet row) throws SQLException {
    return new Alert(
        Instant.ofEpochMilli(row.getLong(1)), row.getString(2), text(row, 3), row.getString(4));
  }

  static Audit audit(ResultSet row) throws SQLException {
    return new Audit(
        Instant.ofEpochMilli(row.getLong(1)),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6));
  }

  private static Optional<String> text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static Optional<Integer> number(ResultSet row, int column) throws SQLException {
    int number = row.getInt(column);
    return row.wasNull() ? Optional.empty() : Optional.of(number);
  }

  private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
