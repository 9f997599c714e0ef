package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever edits a row of any table is found out by the journal. */
class RowAuditTest extends LedgerCase {
  private static final Order ORDER =
      new Order("anne", "release", "M1", Optional.empty(), "as agreed");

  @BeforeEach
  void fill() {
    accepted("M1");
    ledger.settle("M1", State.DONE, "proved");
    sending("M2");
    part("D1", 0, "M3");
    part("D2", 0, "M4");
    ledger.by(ORDER).alert(CHANNEL, Optional.of("M1"), "look at this");
    ledger.alert(CHANNEL, Optional.empty(), "and at that");
  }

  @Test
  void rowsThatNobodyTouchedAreWhatTheJournalTellsOfThem() throws Exception {
    assertThat(findings()).isEmpty();
    ledger.snapshot();
    assertThat(findings()).isEmpty();
    clock.advance(java.time.Duration.ofDays(40));
    ledger.purge(List.of(new Archive(ledger).kin("M1")), now(), "test");
    assertThat(findings()).as("after a purge").isEmpty();
  }

  @Test
  void aRowEditedInAnyTableIsFound() throws Exception {
    for (String edit :
        List.of(
            "UPDATE download SET sha256 = 'x' || sha256 WHERE id = 'D1'",
            "UPDATE download SET opened = opened + 1 WHERE id = 'D2'",
            "UPDATE attempt SET status = 200 WHERE id = 'M1'",
            "UPDATE attempt SET started = started - 1 WHERE id = 'M2'",
            "UPDATE event SET reason = 'proven' WHERE reason = 'proved'",
            "UPDATE alert SET text = 'look at thiS' WHERE subject = 'M1'",
            "UPDATE alert SET subject = '' WHERE subject IS NULL",
            "UPDATE audit SET operator = 'bob'")) {
      String table = edit.split(" ")[1];
      String back = edited(table, edit);
      assertThat(findings())
          .as(edit)
          .anyMatch(text -> text.startsWith("table " + table + ": row "));
      restore(table, back);
      assertThat(findings()).as("control: " + table + " as it was").isEmpty();
    }
  }

  @Test
  void aRowTakenAwayOrPutInIsFound() throws Exception {
    for (String table : List.of("download", "attempt", "event", "alert", "audit")) {
      String back =
          edited(
              table,
              "DELETE FROM %1$s WHERE rowid = (SELECT min(rowid) FROM %1$s)".formatted(table));
      assertThat(findings())
          .containsExactly("table " + table + " lacks rows the journal tells of: 1");
      restore(table, back);
    }
    edit(
        "INSERT INTO event (at, subject, from_state, to_state, reason) VALUES (1, 'M1', 'A', 'B', 'C')");
    assertThat(findings())
        .singleElement()
        .asString()
        .startsWith("table event: the journal tells nothing of row ");
  }

  @Test
  void ofManyRowsSomeAreNamedAndAllAreCounted() throws Exception {
    for (int i = 0; i < 30; i++) {
      ledger.alert(CHANNEL, Optional.empty(), "alert " + i);
    }
    edit("UPDATE alert SET text = 'x' WHERE text LIKE 'alert %'");
    EvidenceReader reader = new EvidenceReader(ledger);
    for (int rowsAPass : new int[] {4, 1000}) {
      assertThat(RowAudit.findings(reader, database(), rowsAPass))
          .hasSize(21)
          .contains("table alert: 10 more such rows");
    }
  }

  /** In passes over parts of the rows, as with millions of them, and in one. */
  private List<String> findings() throws Exception {
    EvidenceReader reader = new EvidenceReader(ledger);
    List<String> inParts = RowAudit.findings(reader, database(), 4);
    assertThat(inParts).containsExactlyInAnyOrderElementsOf(RowAudit.findings(reader, database()));
    return inParts;
  }

  private String edited(String table, String sql) throws Exception {
    edit("CREATE TABLE kept_%1$s AS SELECT rowid AS r, * FROM %1$s".formatted(table));
    edit(sql);
    return "kept_" + table;
  }

  private void restore(String table, String kept) throws Exception {
    String columns = columns(table);
    edit("DELETE FROM " + table);
    edit(
        "INSERT INTO %s (rowid, %s) SELECT r, %s FROM %s".formatted(table, columns, columns, kept));
    edit("DROP TABLE " + kept);
  }

  private String columns(String table) throws Exception {
    return String.join(
        ", ", ledger.list(row -> row.getString(1), "SELECT name FROM pragma_table_info(?)", table));
  }

  private void edit(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA foreign_keys = OFF");
      statement.execute(sql);
    }
  }
}
