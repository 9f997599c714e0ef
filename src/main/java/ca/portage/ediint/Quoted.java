package ca.portage.ediint;

/**
 * What a peer wrote, fit for a sentence, a log line and a terminal: short, printable ASCII
 * (reliability G2).
 */
final class Quoted {
  private static final int MAX_LENGTH = 160;

  private Quoted() {}

  static String of(String foreign) {
    String shortened =
        foreign.length() > MAX_LENGTH ? foreign.substring(0, MAX_LENGTH) + "..." : foreign;
    return "'" + shortened.replaceAll("[^ -~]", "?") + "'";
  }
}
