package ca.portage.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The main class: words of a shell in, an exit code out. */
public final class Portage {
  private Portage() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Session.ofProcess(), args));
  }

  /** Runs one command of the given session and returns its exit code. */
  static int run(Session session, String... args) {
    CommandLine line = new CommandLine(new Root(session));
    line.setOut(session.out());
    line.setErr(session.err());
    line.setColorScheme(
        Help.defaultColorScheme(session.terminal().colour() ? Help.Ansi.ON : Help.Ansi.OFF));
    line.setUsageHelpWidth(Math.min(100, Math.max(60, session.terminal().columns())));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(new UsageErrors(session));
    line.setExecutionExceptionHandler(new Failures(session));
    int exitCode = line.execute(args);
    session.out().flush();
    session.err().flush();
    return exitCode;
  }
}
