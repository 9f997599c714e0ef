package ca.portage.harness;

/**
 * How long a harness runs: the short form with every build, the long one by {@code bin/harness}.
 */
public enum Form {
  /** Minutes at most, in every build. */
  SHORT,
  /** With the counts the promise is made with. */
  LONG;

  private static final Form CURRENT = Boolean.getBoolean("harness.long") ? LONG : SHORT;

  /** The form of this run. */
  public static Form current() {
    return CURRENT;
  }

  /** A count of this form. */
  public static int count(int inShortForm, int inLongForm) {
    return CURRENT == LONG ? inLongForm : inShortForm;
  }
}
