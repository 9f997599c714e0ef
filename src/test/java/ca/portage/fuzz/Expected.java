package ca.portage.fuzz;

/** What a reader may answer to bytes it does not like. */
final class Expected {
  private Expected() {}

  /** A refusal has words for an admin. */
  static void refusal(Exception refused) {
    String text = refused.getMessage();
    if (text == null || text.isBlank()) {
      throw new AssertionError("a refusal without a reason", refused);
    }
    if (text.chars().anyMatch(c -> c < ' ')) {
      throw new AssertionError("a reason with control characters in it", refused);
    }
  }
}
