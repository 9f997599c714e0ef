package ca.portage.cli;

/** The exit codes, named and numbered as in sysexits.h. */
final class ExitCode {
  static final int OK = 0;
  static final int USAGE = 64;
  static final int DATA = 65;
  static final int NO_INPUT = 66;
  static final int UNAVAILABLE = 69;
  static final int SOFTWARE = 70;
  static final int CANNOT_CREATE = 73;
  static final int IO = 74;
  static final int TEMPORARY = 75;
  static final int PERMISSION = 77;
  static final int CONFIG = 78;

  private ExitCode() {}
}
