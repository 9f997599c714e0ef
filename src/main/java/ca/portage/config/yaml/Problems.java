package ca.portage.config.yaml;

import ca.portage.config.yaml.Problem.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the problems of one file, so that an admin sees all of them at once. */
public final class Problems {
  private final Path file;
  private final String shown;
  private final List<Problem> found = new ArrayList<>();

  /** Collects for {@code file}, which problems name as {@code shown}. */
  public Problems(Path file, String shown) {
    this.file = file;
    this.shown = shown;
  }

  /** The file these problems are about. */
  public Path file() {
    return file;
  }

  /** Adds what keeps the file from being used. */
  public void error(int line, String text) {
    found.add(new Problem(file, shown, line, Severity.ERROR, text));
  }

  /** Adds what an admin should know although the file can be used. */
  public void warning(int line, String text) {
    found.add(new Problem(file, shown, line, Severity.WARNING, text));
  }

  /** Whether nothing keeps the file from being used. */
  public boolean isSound() {
    return found.stream().noneMatch(Problem::isError);
  }

  /** What was found, in the order of lines. */
  public List<Problem> all() {
    return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
  }

  /** The errors among them, in the order of lines. */
  public List<Problem> errors() {
    return all().stream().filter(Problem::isError).toList();
  }
}
