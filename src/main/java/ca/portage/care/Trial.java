package ca.portage.care;

/**
 * What one part of the self-test found.
 *
 * @param subject what was tried, such as {@code cig inbox}
 * @param text what was found
 * @param action what to do; empty when nothing is
 */
public record Trial(Level level, String subject, String text, String action) {
  /** Whether a service can work with it. */
  public enum Level {
    /** As it should be. */
    OK,
    /** Works, but somebody should look. */
    WARN,
    /** Something will not work until it is corrected. */
    FAIL
  }

  static Trial ok(String subject, String text) {
    return new Trial(Level.OK, subject, text, "");
  }

  static Trial warn(String subject, String text, String action) {
    return new Trial(Level.WARN, subject, text, action);
  }

  static Trial fail(String subject, String text, String action) {
    return new Trial(Level.FAIL, subject, text, action);
  }

  /** The whole finding in one line, for the log. */
  public String line() {
    return subject + ": " + text + (action.isEmpty() ? "" : "; " + action);
  }
}
