package ca.portage.cli;

import java.util.Map;

/**
 * What the reader of a command's output can show.
 *
 * @param live whether lines can be drawn again in place: a terminal, not a pipe or a file
 * @param colour whether colour is wanted; never without a terminal, never with {@code NO_COLOR}
 * @param columns the width in characters; wide enough for anything when it is no terminal
 */
record Terminal(boolean live, boolean colour, int columns) {
  private static final int UNBOUNDED = 10_000;
  private static final int USUAL = 100;

  /** A pipe or a file. */
  static final Terminal NONE = new Terminal(false, false, UNBOUNDED);

  static Terminal ofProcess(Map<String, String> environment) {
    // The launcher asks the shell, which knows standard output alone; Java's console is both ends.
    String told = System.getProperty("portage.terminal");
    boolean terminal = told == null ? System.console() != null : !told.equals("no");
    return of(terminal, told == null ? "" : told, environment);
  }

  /**
   * @param told the width in columns as the launcher found it, or anything else
   */
  static Terminal of(boolean terminal, String told, Map<String, String> environment) {
    if (!terminal || !understandsEscapes(environment)) {
      return NONE;
    }
    boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(true, colour, columns(told));
  }

  /** A Windows console shows escapes raw, unless it is Windows Terminal or sets TERM. */
  private static boolean understandsEscapes(Map<String, String> environment) {
    String term = environment.getOrDefault("TERM", "");
    return environment.containsKey("WT_SESSION") || !term.isEmpty() && !term.equals("dumb");
  }

  private static int columns(String told) {
    return told.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(told) : USUAL;
  }
}
