package ca.portage.gateway.pickup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of dropped files as names that any file system and any terminal can bear (A17, G1). */
class SafeNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb",
        "a\u0000b",
        "a\u001b[2Jb",
        "a\u0085b",
        "a\u009bb",
        "a\u202eb",
        "a\u2028b",
        "a/b",
        "a\\b",
        "a:b",
        "..",
        "a..b",
        "\ufffd"
      })
  void whatCouldHarmIsNeitherSafeNorKept(String name) {
    assertThat(SafeName.isSafe(name)).isFalse();
    assertThat(SafeName.isSafe(SafeName.of(name))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.edi", "Zollerkl\u00e4rung 7.edi", "\ud83d\ude80.edi"})
  void whatIsHarmlessStays(String name) {
    assertThat(SafeName.isSafe(name)).isTrue();
    assertThat(SafeName.of(name)).isEqualTo(name);
  }

  @Test
  void aLongNameIsNotCutInTheMiddleOfACharacter() {
    for (int before = 77; before < 82; before++) {
      String name = SafeName.of("x".repeat(before) + "\ud83d\ude80".repeat(9));
      assertThat(name.length()).isLessThanOrEqualTo(80);
      assertThat(new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
          .isEqualTo(name);
    }
  }

  @Property
  void ofAnyNameComesASafeOneThatStaysAsItIs(@ForAll("names") String name) {
    String safe = SafeName.of(name);
    assertThat(SafeName.isSafe(safe)).isTrue();
    assertThat(safe).isNotBlank().doesNotStartWith(".").hasSizeLessThanOrEqualTo(80);
    assertThat(SafeName.of(safe)).isEqualTo(safe);
    assertThat(new String(safe.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(safe);
  }

  /** Any UTF-16, halves of characters included, and much of what harms. */
  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(120),
        Arbitraries.strings().withChars("./\\: \n\u001b\u202ea\ud83d\ude80").ofMaxLength(120),
        Arbitraries.strings().withChars(". a").ofMinLength(70).ofMaxLength(90));
  }
}
