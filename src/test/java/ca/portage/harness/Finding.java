package ca.portage.harness;

/** One thing that is wrong, in words that name it. */
public record Finding(Harm harm, String what) {
  @Override
  public String toString() {
    return harm + ": " + what;
  }
}
