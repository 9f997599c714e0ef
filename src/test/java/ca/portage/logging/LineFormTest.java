package ca.portage.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineFormTest {
  private static final Pattern LINE =
      Pattern.compile(
          "\\S+Z (ERROR|WARN |INFO |DEBUG|TRACE) (\\S+) (\\S+) (\\S+) (\\S+): (\\P{Cntrl}*)");

  @Test
  void anEventIsOneLineOfTimeLevelChannelMessageStateSourceAndText() {
    String line =
        new LineForm()
            .line(
                Events.event(
                    Map.of("channel", "cig", "message", "01JQ", "state", "ACCEPTED"),
                    "the gateway took arrival.edi",
                    null));

    assertThat(line)
        .isEqualTo(
            "2026-03-02T12:00:00.123Z WARN  cig 01JQ ACCEPTED gateway.Conclude: the gateway took"
                + " arrival.edi");
  }

  @Test
  void aFieldThatIsNotSetIsADash() {
    assertThat(new LineForm().line(Events.event(Map.of(), "started", null)))
        .contains(" WARN  - - - gateway.Conclude: started");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\n2026-03-02T12:00:00.123Z INFO  cig 01JQ DONE gateway.Settle: forged",
        "a\r\nb",
        "a\u0085b",
        "a\u2028b\u2029c",
        "\u001b[2J\u001b]0;title\u0007",
        "\u009b31m",
        "ab\u202Egpj.exe\u2066x\u2069\u200F\u061C",
        "half \uD83D of a pair",
        "\u0000\u007f\ufeff\u200b"
      })
  void noTextCanForgeALineOrMoveTheCursor(String hostile) {
    String line =
        new LineForm()
            .line(
                Events.event(
                    Map.of("channel", hostile, "message", hostile, "state", hostile),
                    hostile,
                    new IOException(hostile, new IllegalStateException(hostile))));

    assertThat(line.codePoints().filter(LineFormTest::isHarmful).count()).isZero();
    assertThat(LINE.matcher(line).matches()).as(line).isTrue();
  }

  @Test
  void aFieldCannotPretendToBeTheNextOne() {
    String line =
        new LineForm().line(Events.event(Map.of("channel", "cig 01JQ DONE x: y"), "text", null));

    assertThat(line).contains(" cig\\u002001JQ\\u0020DONE\\u0020x:\\u0020y - - ");
  }

  @Test
  void accentsBlanksAndBackslashesStayAsTheyAre() {
    assertThat(new LineForm().line(Events.event(Map.of(), "C:\\envois\\déclaration 7.edi", null)))
        .endsWith(": C:\\envois\\déclaration 7.edi");
  }

  @Test
  void anExceptionTellsItsCausesAndWhereTheyCameFromOnTheSameLine() {
    String line =
        new LineForm()
            .line(
                Events.event(
                    Map.of(),
                    "not sent",
                    new IllegalStateException("outer", new IOException("no route to host"))));

    assertThat(line)
        .contains(": not sent | java.lang.IllegalStateException: outer at LineFormTest.java:")
        .contains(" | java.io.IOException: no route to host at LineFormTest.java:");
  }

  private static boolean isHarmful(int c) {
    return Character.getType(c) == Character.FORMAT
        || Character.isISOControl(c)
        || c == 0x2028
        || c == 0x2029
        || Character.getType(c) == Character.SURROGATE;
  }
}
