package ca.portage.config.yaml;

/** Text of a file as a problem repeats it: short, on one line, nothing a terminal would obey. */
final class Shown {
  private static final int MOST = 60;

  private Shown() {}

  static String of(String text) {
    String plain = text.replaceAll("\\p{C}", "?");
    return plain.length() <= MOST ? plain : plain.substring(0, MOST) + "...";
  }
}
