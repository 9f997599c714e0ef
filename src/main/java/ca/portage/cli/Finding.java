package ca.portage.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of {@code portage check}.
 *
 * @param subject what was looked at, such as {@code cig keys}
 * @param text what was found
 * @param action what to do; empty when nothing is
 */
record Finding(Level level, String subject, String text, String action) {
  /** Whether a service can run with it. */
  enum Level {
    OK,
    WARN,
    FAIL
  }

  static Finding ok(String subject, String text) {
    return new Finding(Level.OK, subject, text, "");
  }

  static Finding warn(String subject, String text, String action) {
    return new Finding(Level.WARN, subject, text, action);
  }

  static Finding fail(String subject, String text, String action) {
    return new Finding(Level.FAIL, subject, text, action);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("level", MessageView.word(level));
    json.put("subject", subject);
    json.put("text", text);
    json.put("action", action);
    return json;
  }
}
