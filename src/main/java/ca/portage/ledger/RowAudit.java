package ca.portage.ledger;

import ca.portage.ledger.journal.Course;
import ca.portage.ledger.journal.Line;
import ca.portage.ledger.journal.Mark;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Compares the rows that tell a message's story with the journal, each by its fingerprint: polls,
 * attempts, events, alerts, the audit. Both as of one commit, however busy a service is. Message
 * and evidence rows are compared by {@link Witness}, together with what they prove.
 */
public final class RowAudit {
  private static final List<String> TABLES =
      List.of("download", "attempt", "event", "alert", "audit");

  /** So many fingerprints take some twenty megabytes while they grow. */
  private static final int ROWS_A_PASS = 300_000;

  /** More findings of one table say nothing new. */
  private static final int SHOWN = 20;

  private final Statements statements;
  private final Course course;
  private final Map<String, List<String>> keys = new LinkedHashMap<>();
  private final Map<String, Long> wrong = new LinkedHashMap<>();
  private final List<String> findings = new ArrayList<>();

  private RowAudit(Statements statements, Course course) throws SQLException {
    this.statements = statements;
    this.course = course;
    for (String table : TABLES) {
      keys.put(table, Tables.key(statements, table));
    }
  }

  /**
   * What speaks against the rows, as sentences; none if the journal tells each of them.
   *
   * @throws IOException if the journal cannot be read
   */
  public static List<String> findings(EvidenceReader ledger, Path database) throws IOException {
    return findings(ledger, database, ROWS_A_PASS);
  }

  static List<String> findings(EvidenceReader ledger, Path database, int rowsAPass)
      throws IOException {
    return ledger.asOfOneCommit(
        statements -> {
          Mark mark = EvidenceReader.mark(statements);
          Course course = Course.of(Recorder.folder(database.toAbsolutePath()), mark);
          return new RowAudit(statements, course).run(rowsAPass);
        });
  }

  private List<String> run(int rowsAPass) throws SQLException, IOException {
    long rows = 0;
    for (String table : TABLES) {
      rows +=
          statements
              .list(row -> row.getLong(1), "SELECT count(*) FROM main." + table, List.of())
              .get(0);
    }
    int parts = (int) (rows / rowsAPass) + 1;
    Map<String, Long> missing = new LinkedHashMap<>();
    for (int part = 0; part < parts; part++) {
      pass(part, parts, missing);
    }
    missing.forEach(
        (table, count) ->
            findings.add("table %s lacks rows the journal tells of: %d".formatted(table, count)));
    wrong.forEach(
        (table, count) -> {
          if (count > SHOWN) {
            findings.add("table %s: %d more such rows".formatted(table, count - SHOWN));
          }
        });
    return List.copyOf(findings);
  }

  private void pass(int part, int parts, Map<String, Long> missing)
      throws SQLException, IOException {
    Map<String, Fingerprints> told = new LinkedHashMap<>();
    TABLES.forEach(table -> told.put(table, new Fingerprints()));
    course.forEach(line -> hear(line, told, part, parts));
    for (String table : TABLES) {
      Fingerprints journal = told.get(table);
      statements.each(
          row -> compare(table, row, journal, part, parts), "SELECT * FROM main." + table);
      if (journal.size() > 0) {
        missing.merge(table, (long) journal.size(), Long::sum);
      }
    }
  }

  private void hear(Line line, Map<String, Fingerprints> told, int part, int parts) {
    String table = line.table().orElse("");
    Fingerprints journal = told.get(table);
    JsonNode columns = line.row().or(line::gone).orElse(null);
    if (journal == null || columns == null) {
      return;
    }
    long key =
        Fingerprint.of(keys.get(table).stream().map(name -> columns.path(name).asText()).toList());
    if (Math.floorMod(key, parts) != part) {
      return;
    }
    if (line.row().isPresent()) {
      journal.put(key, Fingerprint.of(columns));
    } else {
      journal.take(key);
    }
  }

  private void compare(String table, ResultSet row, Fingerprints journal, int part, int parts)
      throws SQLException {
    Map<String, Object> columns = Tables.row(row);
    List<String> key =
        keys.get(table).stream().map(name -> String.valueOf(columns.get(name))).toList();
    long print = Fingerprint.of(key);
    if (Math.floorMod(print, parts) != part) {
      return;
    }
    OptionalLong said = journal.take(print);
    if (said.isEmpty() || said.getAsLong() != Fingerprint.of(columns)) {
      String text =
          said.isEmpty()
              ? "table %s: the journal tells nothing of row %s"
              : "table %s: row %s is not what the journal tells of it";
      if (wrong.merge(table, 1L, Long::sum) <= SHOWN) {
        findings.add(text.formatted(table, String.join(" ", key)));
      }
    }
  }
}
