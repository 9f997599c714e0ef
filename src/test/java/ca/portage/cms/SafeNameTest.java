package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that others wrote into their certificates, on their way into a reason (G2). */
class SafeNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\u001b[2Jb", "a\u009bb", "a\u202eb", "a\u2028b"})
  void whatCannotBeSeenIsSpelledOut(String name) {
    assertThat(SafeName.of(name)).startsWith("a\\").endsWith("b").matches("[ -~]+");
  }

  @Test
  void accentsStayAndAnEndlessNameEnds() {
    assertThat(SafeName.of("CN=Zoll\u00e4mter")).isEqualTo("CN=Zoll\u00e4mter");
    assertThat(SafeName.of("x".repeat(5000))).hasSize(201).endsWith("\u2026");
  }
}
