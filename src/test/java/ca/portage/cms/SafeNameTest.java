package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

  @Property
  void whateverTheNameIsItIsOneLineThatEnds(@ForAll("names") String name) {
    String safe = SafeName.of(name);
    assertThat(safe).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
    // Each of the first 200 characters is spelled out with six at most.
    assertThat(safe).hasSizeLessThanOrEqualTo(1201);
    if (safe.length() <= 200) {
      assertThat(SafeName.of(safe)).isEqualTo(safe);
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(300),
        Arbitraries.strings().withChars("\r\n\u001b\u0085\u202ea\ud83d\ude80").ofMaxLength(300));
  }
}
