package ca.portage.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
  private static final Form<Duration> DURATION = Form.duration(Duration.ZERO);

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "0s, PT0S",
    "2s, PT2S",
    "60s, PT1M",
    "5m, PT5M",
    "4h, PT4H",
    "30d, PT720H",
    "999999999d, PT23999999976H"
  })
  void aLengthOfTimeIsANumberAndAUnit(String text, Duration length) {
    assertThat(DURATION.read(text)).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "s", "-1s", "1.5s", "1 s", "1S", "1h30m", "PT1S", "1w", "9999999999s"})
  void nothingElseIs(String text) {
    assertThatThrownBy(() -> DURATION.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsRepeatedInAProblemIsShortAndHarmless() {
    assertThatThrownBy(() -> DURATION.read("\u001b[2J\n" + "x".repeat(100)))
        .hasMessageContaining("'?[2J?" + "x".repeat(55) + "...'")
        .hasMessageNotContaining("\u001b");
  }

  @ParameterizedTest
  @CsvSource({"quite, quiet", "Poll, poll", "collct, collect", "pol, poll"})
  void theNearestWordIsFound(String typed, String meant) {
    assertThat(Nearest.to(typed, List.of("quiet", "poll", "collect", "trust"))).contains(meant);
  }

  @Test
  void aWordFarFromAllIsNoSuggestion() {
    assertThat(Nearest.to("banana", List.of("quiet", "poll", "collect"))).isEmpty();
  }
}
