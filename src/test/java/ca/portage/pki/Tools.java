package ca.portage.pki;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/** Tools that some tests need: on a machine of a person they may be missing, in CI never. */
public final class Tools {
  private Tools() {}

  /**
   * Goes on if a tool is there; otherwise the test is passed over, and fails where {@code CI} is
   * {@code true}.
   *
   * @param missing what is missing and how to get it
   */
  public static void require(boolean there, String missing) {
    require(there, missing, "true".equals(System.getenv("CI")));
  }

  static void require(boolean there, String missing, boolean everything) {
    if (there) {
      return;
    }
    if (everything) {
      fail("CI runs every test, but " + missing);
    }
    abort("passed over: " + missing);
  }
}
