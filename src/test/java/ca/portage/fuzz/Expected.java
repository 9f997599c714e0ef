package ca.portage.fuzz;

/** What a reader may answer to bytes it does not like. */
public final class Expected {
  private Expected() {}

  /** A refusal has words for an admin. */
  public static void refusal(Exception refused) {
    printable(refused.getMessage());
  }

  /** Words for an admin are on one line, and there are some. */
  public static void printable(String text) {
    if (text == null || text.isBlank()) {
      throw new AssertionError("a refusal without a reason");
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ') {
        throw new AssertionError("a reason with control characters in it");
      }
    }
  }
}
