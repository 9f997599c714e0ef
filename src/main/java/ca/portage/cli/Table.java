package ca.portage.cli;

import ca.portage.logging.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Rows under headings, each column as wide as its widest cell. Cells hold text from outside, so
 * they are made printable here. The last column is cut at the terminal's edge.
 */
final class Table {
  private record Cell(String text, UnaryOperator<String> colour) {}

  private final List<String> headings;
  private final List<List<Cell>> rows = new ArrayList<>();
  private final List<Cell> row = new ArrayList<>();

  Table(String... headings) {
    this.headings = List.of(headings);
  }

  Table cell(Object value) {
    return cell(value, UnaryOperator.identity());
  }

  /** Adds the next cell; a full row begins the next. */
  Table cell(Object value, UnaryOperator<String> colour) {
    row.add(new Cell(Printable.text(value.toString()), colour));
    if (row.size() == headings.size()) {
      rows.add(List.copyOf(row));
      row.clear();
    }
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines, headings first, none wider than {@code columns}. */
  List<String> lines(int columns, Paint paint) {
    int[] widths = widths();
    List<String> lines = new ArrayList<>();
    List<Cell> titles = headings.stream().map(title -> new Cell(title, paint::strong)).toList();
    lines.add(line(titles, widths, columns));
    rows.forEach(cells -> lines.add(line(cells, widths, columns)));
    return lines;
  }

  private int[] widths() {
    int[] widths = headings.stream().mapToInt(String::length).toArray();
    for (List<Cell> cells : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], cells.get(i).text().length());
      }
    }
    return widths;
  }

  private static String line(List<Cell> cells, int[] widths, int columns) {
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (int i = 0; i < cells.size() && used < columns; i++) {
      boolean last = i == cells.size() - 1;
      String text = cut(cells.get(i).text(), columns - used);
      line.append(cells.get(i).colour().apply(text));
      int padding = last ? 0 : Math.min(widths[i] - text.length() + 2, columns - used);
      line.append(" ".repeat(Math.max(0, padding)));
      used += widths[i] + 2;
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String text, int columns) {
    return text.length() <= columns ? text : text.substring(0, Math.max(0, columns - 1)) + "…";
  }
}
