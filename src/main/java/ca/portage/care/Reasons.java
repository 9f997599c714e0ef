package ca.portage.care;

/** Why something failed, in the words of the system, for the middle of a sentence. */
final class Reasons {
  private Reasons() {}

  static String of(Exception cause) {
    String name = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
  }
}
