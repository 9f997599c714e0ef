package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static final Map<String, String> XTERM = Map.of("TERM", "xterm");

  @Test
  void aPipeGetsNeitherColourNorRedrawing() {
    assertThat(Terminal.of(false, "80", XTERM)).isEqualTo(Terminal.NONE);
    assertThat(Terminal.NONE.colour()).isFalse();
    assertThat(Terminal.NONE.live()).isFalse();
  }

  @Test
  void aTerminalGetsColour() {
    assertThat(Terminal.of(true, "80", XTERM)).isEqualTo(new Terminal(true, true, 80));
  }

  @Test
  void noColorTakesTheColourAndLeavesTheRest() {
    Terminal terminal = Terminal.of(true, "80", Map.of("TERM", "xterm", "NO_COLOR", "1"));

    assertThat(terminal).isEqualTo(new Terminal(true, false, 80));
  }

  @Test
  void aDumbTerminalIsTreatedAsAPipe() {
    assertThat(Terminal.of(true, "80", Map.of("TERM", "dumb"))).isEqualTo(Terminal.NONE);
    assertThat(Terminal.of(true, "80", Map.of())).isEqualTo(Terminal.NONE);
  }

  @Test
  void anUnknownWidthIsTheUsualOne() {
    assertThat(Terminal.of(true, "yes", XTERM).columns()).isEqualTo(100);
  }

  @Test
  void helpIsColouredOnATerminalOnly() {
    Path bundle = Path.of("");

    assertThat(new Cli(bundle, Terminal.of(true, "80", XTERM)).run("--help").out())
        .contains("\u001b[");
    assertThat(new Cli(bundle).run("--help").out()).doesNotContain("\u001b");
  }
}
