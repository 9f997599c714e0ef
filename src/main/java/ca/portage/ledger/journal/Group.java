package ca.portage.ledger.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** Lines that count together once the last of them, which says so, is forced. */
public final class Group {
  /** A snapshot of a large ledger does not wait in memory. */
  private static final int FLUSH_BYTES = 1 << 20;

  private final Journal journal;
  private final LineBuffer lines;
  private final Instant at;
  private final long after;
  private final long before;
  private long sequence;

  Group(Journal journal, LineBuffer lines, Instant at, long after, long before) {
    this.journal = journal;
    this.lines = lines;
    this.at = at;
    this.after = after;
    this.before = before;
    this.sequence = before;
  }

  /** Adds a row as it is now: text and whole numbers; columns without a value are left out. */
  public void row(String table, Map<String, ?> columns) throws IOException {
    add(table, "row", columns);
  }

  /** Adds that the row with this key is no more. */
  public void gone(String table, Map<String, ?> key) throws IOException {
    add(table, "gone", key);
  }

  private void add(String table, String what, Map<String, ?> columns) throws IOException {
    lines.line(
        ++sequence,
        at,
        out -> {
          out.writeStringField("table", table);
          out.writeObjectFieldStart(what);
          for (Map.Entry<String, ?> column : columns.entrySet()) {
            write(out, column.getKey(), column.getValue());
          }
          out.writeEndObject();
        });
    if (lines.size() > FLUSH_BYTES) {
      journal.write(lines);
      lines.reset();
    }
  }

  private static void write(JsonGenerator out, String name, Object value) throws IOException {
    if (value instanceof Number number) {
      out.writeNumberField(name, number.longValue());
    } else {
      out.writeStringField(name, value.toString());
    }
  }

  /**
   * Ends the group and forces it.
   *
   * @param snapshot true if it holds every row of the ledger
   * @return where the ledger stands once it commits the same rows
   */
  public Mark force(boolean snapshot) throws IOException {
    long count = sequence - before;
    lines.line(
        ++sequence,
        at,
        out -> {
          out.writeObjectFieldStart("commit");
          out.writeNumberField("after", after);
          out.writeNumberField("lines", count);
          if (snapshot) {
            out.writeBooleanField("snapshot", true);
          }
          out.writeEndObject();
        });
    journal.write(lines);
    return journal.force(sequence, lines.link());
  }
}
