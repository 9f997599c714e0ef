package ca.portage.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The table that says of every case what it led to. */
final class Matrix {
  private static final Path FILE = Path.of("target", "matrices", "hostile.md");

  private Matrix() {}

  /** Writes it with what else was measured. */
  static void write(List<Outcome> outcomes, String... measured) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# Hostile answers: what was sent, and what became of it");
    lines.add("");
    lines.add(outcomes.size() + " cases; " + String.join("; ", measured) + ".");
    lines.add("");
    lines.add("| fault | case | state | reason | alert | our message | the sender is told |");
    lines.add("|---|---|---|---|---|---|---|");
    outcomes.forEach(o -> lines.add(o.row()));
    Files.createDirectories(FILE.getParent());
    Files.write(FILE, lines);
  }
}
