package ca.portage.ediint;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.cms.Digest;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTextTest {
  @TempDir Path folder;

  private Content crlf(String text) throws Exception {
    return CanonicalText.crlf(Samples.bytes(text), new Scratch(folder));
  }

  @ParameterizedTest
  @CsvSource({
    "a.b, a~b",
    "a., a~",
    "., ~",
    ".., ~~",
    "~., ~~",
    ".~, ~~",
    "!., ~",
    "a!b, a!b",
    "!~, !~",
    "!!., !~",
    "a, a",
  })
  void G07s_everyLineFeedGetsItsCarriageReturnAndNothingElseChanges(String in, String out)
      throws Exception {
    assertThat(Samples.text(crlf(plain(in)))).isEqualTo(plain(out));
  }

  /** A dot for LF, a tilde for CR LF, an exclamation mark for CR. */
  private static String plain(String text) {
    return text.replace(".", "\n").replace("~", "\r\n").replace("!", "\r");
  }

  @Test
  void whatIsCanonicalIsNotCopied() throws Exception {
    Content canonical = Samples.bytes("a\r\nb\r\n");

    try (Scratch scratch = new Scratch(folder)) {
      assertThat(CanonicalText.crlf(canonical, scratch)).isSameAs(canonical);
    }
  }

  @Test
  void aLineBreakOnTheBorderOfTheBufferIsOneLineBreak() throws Exception {
    for (int before = 65_533; before <= 65_538; before++) {
      String start = "\n" + "x".repeat(before);
      assertThat(Samples.text(crlf(start + "\r\nend")))
          .isEqualTo("\r\n" + "x".repeat(before) + "\r\nend");
      assertThat(Samples.text(crlf(start + "\nend")))
          .isEqualTo("\r\n" + "x".repeat(before) + "\r\nend");
    }
  }

  @Test
  void theCheckIsTheSameForLineFeedAndCrLfInput() throws Exception {
    Random random = new Random(7);
    try (Scratch scratch = new Scratch(folder)) {
      for (int round = 0; round < 50; round++) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(3000); i >= 0; i--) {
          text.append(random.nextInt(8) == 0 ? "\n" : "x");
        }
        Content lf = CanonicalText.crlf(Samples.bytes(text.toString()), scratch);
        Content crlf = CanonicalText.crlf(Samples.crlf(text.toString()), scratch);
        assertThat(Mic.of(lf, Digest.SHA1)).isEqualTo(Mic.of(crlf, Digest.SHA1));
        assertThat(CanonicalText.crlf(lf, scratch)).isSameAs(lf);
      }
    }
  }

  @Test
  void contentBeyondMemoryIsMadeCanonicalInTheScratch() throws Exception {
    try (Scratch scratch = new Scratch(folder)) {
      Content big = CanonicalText.crlf(Samples.bytes("x\n".repeat(1 << 20)), scratch);
      assertThat(big.size()).isEqualTo(3L << 20);
      assertThat(folder).isNotEmptyDirectory();
    }
    assertThat(folder).isEmptyDirectory();
  }
}
