package ca.portage.config;

import ca.portage.config.yaml.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Configuration that cannot be used.
 *
 * <p>The message is ready for an admin, one problem a line: {@code config/channels/cig.yaml:7:
 * unknown key 'quite', did you mean 'quiet'? Allowed here: ...}. It never holds a secret.
 */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** One problem or more; the first is the one {@link #file()} and {@link #line()} name. */
  public ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a configuration error needs a problem");
    }
    this.problems = List.copyOf(problems);
  }

  /** A problem that has a file but no line, such as a password file others can read. */
  public ConfigException(Path file, String text) {
    this(List.of(new Problem(file, file.toString(), 0, Problem.Severity.ERROR, text)));
  }

  /** Every problem found, in the order of files and lines. */
  public List<Problem> problems() {
    return problems;
  }

  /** The file of the first problem. */
  public Path file() {
    return problems.get(0).file();
  }

  /** The line of the first problem, counted from 1; 0 when it has none. */
  public int line() {
    return problems.get(0).line();
  }
}
