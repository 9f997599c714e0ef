package ca.portage.config.yaml;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One thing an admin has to mend or to know.
 *
 * @param file the file it is in
 * @param shown the file as it is shown: relative to the home, with forward slashes
 * @param line the line, counted from 1; 0 when the problem has no line
 * @param severity whether the file can be used all the same
 * @param text what is wrong and what is allowed; one sentence or two, never a secret
 */
public record Problem(Path file, String shown, int line, Severity severity, String text) {
  /** An error keeps the file from being used; a warning does not. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /** Refuses nothing but null. */
  public Problem {
    Objects.requireNonNull(file);
    Objects.requireNonNull(shown);
    Objects.requireNonNull(severity);
    Objects.requireNonNull(text);
  }

  /** Whether the file cannot be used because of this. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** The line an admin reads: {@code config/channels/cig.yaml:7: unknown key 'quite' ...}. */
  @Override
  public String toString() {
    String place = line > 0 ? shown + ":" + line : shown;
    return place + ": " + (isError() ? "" : "warning: ") + text;
  }
}
