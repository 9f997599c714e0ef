package ca.portage.cli;

/**
 * A command that cannot do its work: what happened, what to do, and the exit code to leave with.
 */
final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final String advice;

  Failure(int exitCode, String what, String advice) {
    super(what);
    this.exitCode = exitCode;
    this.advice = advice;
  }

  Failure(int exitCode, String what, String advice, Throwable cause) {
    super(what, cause);
    this.exitCode = exitCode;
    this.advice = advice;
  }

  int exitCode() {
    return exitCode;
  }

  /** What to do next, one sentence without a full stop. */
  String advice() {
    return advice;
  }
}
