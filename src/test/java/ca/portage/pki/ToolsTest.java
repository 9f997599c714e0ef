package ca.portage.pki;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class ToolsTest {
  @Test
  void whatIsMissingFailsInCiAndIsPassedOverElsewhere() {
    assertThatThrownBy(() -> Tools.require(false, "slapd is missing", true))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("slapd is missing");
    assertThatThrownBy(() -> Tools.require(false, "slapd is missing", false))
        .isInstanceOf(TestAbortedException.class);
    assertThatCode(() -> Tools.require(true, "", true)).doesNotThrowAnyException();
  }
}
