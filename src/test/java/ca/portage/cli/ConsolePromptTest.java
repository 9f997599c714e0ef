package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.config.ConfigException;
import ca.portage.config.Home;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsolePromptTest {
  private final List<String> questions = new ArrayList<>();

  @Test
  void thePersonIsToldWhichFileOfWhichChannelItIsFor() throws ConfigException {
    assertThat(prompt("secret").ask("cig", "broker.p12", 1)).isEqualTo("secret".toCharArray());
    assertThat(questions).containsExactly("password of broker.p12 (channel cig): ");
  }

  @Test
  void aSecondQuestionSaysWhyItIsAsked() throws ConfigException {
    prompt("secret").ask("cig", "broker.p12", 2);

    assertThat(questions).singleElement().asString().startsWith("that does not open it; ");
  }

  @Test
  void withoutATerminalTheWaysToStoreItAreNamed() {
    ConsolePrompt nobody = new ConsolePrompt(new Home(Path.of("home")), Optional.empty());

    assertThatThrownBy(() -> nobody.ask("cig", "broker.p12", 1))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("channel cig")
        .hasMessageContaining("file:PATH")
        .hasMessageContaining("credential:NAME");
  }

  @Test
  void endingTheInputEndsTheStart() {
    ConsolePrompt gone =
        new ConsolePrompt(new Home(Path.of("home")), Optional.of(question -> Optional.empty()));

    assertThatThrownBy(() -> gone.ask("cig", "broker.p12", 1))
        .hasMessageContaining("no password was typed");
  }

  private ConsolePrompt prompt(String typed) {
    return new ConsolePrompt(
        new Home(Path.of("home")),
        Optional.of(
            question -> {
              questions.add(question);
              return Optional.of(typed.toCharArray());
            }));
  }
}
