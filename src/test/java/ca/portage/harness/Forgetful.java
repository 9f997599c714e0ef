package ca.portage.harness;

import ca.portage.config.Home;
import ca.portage.crash.CrashPoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The service with one guard off: the process is halted where the guard matters, and the row that
 * is the guard is taken away before the next start. Each must do its own harm.
 */
enum Forgetful {
  /** No bytes kept for a repeat: the file is wrapped again, under another id. */
  THE_MESSAGE(
      CrashPoint.CONCLUDE_READ,
      Harm.TWICE,
      "2 times in the gateway",
      "DELETE FROM attempt WHERE id IN (SELECT id FROM message WHERE state = 'SENDING')",
      "UPDATE message SET state = 'CLAIMED', attempts = 0, due = NULL, message_id = NULL,"
          + " local_part = NULL, mic = NULL, wire_sha256 = NULL, wire_bytes = NULL"
          + " WHERE state = 'SENDING' AND kind = 'INTERCHANGE'"),
  /** No row before the request: what was asked is not known, and is asked again at once. */
  THE_ATTEMPT(
      CrashPoint.CONCLUDE_READ,
      Harm.UNCOUNTED,
      "was seen ",
      "DELETE FROM attempt WHERE ended IS NULL",
      "UPDATE message SET state = 'PACKAGED', due = 0,"
          + " attempts = (SELECT count(*) FROM attempt WHERE attempt.id = message.id)"
          + " WHERE state = 'SENDING'"),
  /** No row before the rename into the inbox: the file is delivered again. */
  THE_DELIVERY(
      CrashPoint.DELIVER_MOVED,
      Harm.TWICE,
      "2 times in the inbox",
      "UPDATE message SET state = 'STORED', message_id = NULL, temporary = NULL, final_name = NULL"
          + " WHERE state = 'DELIVERING'"),
  /** No row before the poll: nobody knows that an answer was lost. */
  THE_POLL(
      CrashPoint.STORE_HEAD_STORED,
      Harm.LOST,
      "is not in the inbox",
      "DELETE FROM download WHERE state IN ('OPEN', 'UNKNOWN')");

  private final CrashPoint point;
  private final Harm harm;
  private final String sign;
  private final List<String> changes;

  Forgetful(CrashPoint point, Harm harm, String sign, String... changes) {
    this.point = point;
    this.harm = harm;
    this.sign = sign;
    this.changes = List.of(changes);
  }

  /** Where the process has to end for the guard to matter. */
  CrashPoint point() {
    return point;
  }

  /** What is wrong then. */
  List<Finding> harmDone(Balance balance) {
    return balance.findings().stream()
        .filter(finding -> finding.harm() == harm && finding.what().contains(sign))
        .toList();
  }

  /** Takes the guard away, the service not running. */
  void forget(Lane lane) throws SQLException {
    String url = "jdbc:sqlite:" + new Home(lane.root()).ledger();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String change : changes) {
        statement.executeUpdate(change);
      }
    }
  }
}
