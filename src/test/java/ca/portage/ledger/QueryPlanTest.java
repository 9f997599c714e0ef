package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked all the time costs the same with seven years of messages as with one. */
class QueryPlanTest {
  @TempDir Path spool;

  @BeforeEach
  void makeTheFile() throws Exception {
    Connections.prepare(database(), new HandClock());
  }

  static Stream<Arguments> queries() {
    return Stream.of(
        Arguments.of(Rows.MESSAGES + Claiming.ORIGINAL, "message_sha256 (channel=? AND sha256=?"),
        Arguments.of(Rows.MESSAGES + Claiming.ORIGINAL, "message_reference (channel=? AND ref"),
        Arguments.of(Rows.MESSAGES + Resubmission.SUCCESSOR, "message_sha256 (channel=? AND sha"),
        Arguments.of(Transaction.TOLD, "alert_subject (subject=? AND at>?)"),
        Arguments.of(Rows.MESSAGES + LedgerReader.DUE, "message_due (channel=? AND due<?)"),
        Arguments.of(Ambiguity.DUE, "message_due (channel=? AND due<?)"),
        Arguments.of(LedgerReader.ANSWERED, "download_channel (channel=? AND opened>?)"),
        Arguments.of(Rows.DOWNLOADS + LedgerReader.UNREAD, "download_state (channel=? AND state=?"),
        Arguments.of(Rows.DOWNLOADS + LedgerReader.UNREAD, "message_part_once (download=?)"),
        Arguments.of(Rows.MESSAGES + LedgerReader.OVERDUE, "message_state (channel=? AND state=?"),
        Arguments.of(Rows.MESSAGES + LedgerReader.OLDEST, "message_state (channel=? AND state=?"),
        Arguments.of(Rows.MESSAGES + Inbound.KEPT, "message_delivered_once (channel=? AND mess"),
        Arguments.of(
            Rows.DOWNLOADS + LedgerReader.DUE_DOWNLOADS, "download_state (channel=? AND state=?"),
        Arguments.of(
            Rows.DOWNLOADS + LedgerReader.UNFINISHED, "download_state (channel=? AND state=?"));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void whatIsAskedAllTheTimeGoesByAnIndex(String sql, String index) throws SQLException {
    List<String> plan = plan(sql);
    assertThat(plan).anySatisfy(step -> assertThat(step).contains(index));
    assertThat(plan).noneMatch(step -> step.startsWith("SCAN message"));
    assertThat(plan).noneMatch(step -> step.startsWith("SCAN download"));
  }

  @Test
  void theControlIsAScan() throws SQLException {
    assertThat(plan(Rows.MESSAGES + "WHERE file = ?")).anyMatch(s -> s.startsWith("SCAN message"));
  }

  private List<String> plan(String sql) throws SQLException {
    Object[] values = new Object[(int) sql.chars().filter(c -> c == '?').count()];
    Arrays.fill(values, Optional.empty());
    try (Statements statements = Connections.writer(database())) {
      return statements.list(row -> row.getString(4), "EXPLAIN QUERY PLAN " + sql, List.of(values));
    }
  }

  private Path database() {
    return spool.resolve("ledger.db");
  }
}
