package ca.portage.app;

import ca.portage.ledger.State;

/**
 * What one kind came to.
 *
 * @param kind what it was, and what was expected
 * @param message the state of the message once the answer was dealt with
 * @param receipt the state of what came, or what was noted of an answer that held no receipt
 * @param reason every reason an admin can read of it
 * @param told whether an alert says so
 * @param remembered whether the message's own history says so
 * @param listed whether {@code portage messages} shows the expected words, or {@code portage
 *     status} where no message is concerned
 * @param believed whether a reader that checks nothing would have believed it
 * @param after the state of the message once an honest receipt came too
 */
record VerdictResult(
    VerdictKind kind,
    State message,
    String receipt,
    String reason,
    boolean told,
    boolean remembered,
    boolean listed,
    boolean believed,
    State after) {

  VerdictResult after(State later) {
    return new VerdictResult(
        kind, message, receipt, reason, told, remembered, listed, believed, later);
  }

  VerdictResult believed(boolean byTheCredulous) {
    return new VerdictResult(
        kind, message, receipt, reason, told, remembered, listed, byTheCredulous, after);
  }

  /** A row of the matrix. */
  String row() {
    return "| %s | %s | %s | %s | %s | %s |"
        .formatted(cell(kind.name()), message, receipt, after, believed ? "yes" : "", cell(reason));
  }

  private static String cell(String text) {
    String plain = text.replaceAll("[^ -~]", "?").replace("|", "\\|");
    return plain.length() > 300 ? plain.substring(0, 300) + "..." : plain;
  }

  @Override
  public String toString() {
    return kind.group() + ": " + kind.name();
  }
}
