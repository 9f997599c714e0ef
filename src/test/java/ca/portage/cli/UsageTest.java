package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"statsu, status", "mesages, messages", "--hom=x, --home", "--verison, --version"})
  void aWordMistypedIsAUsageErrorThatNamesTheNearest(String word, String nearest) {
    Cli.Result result = new Cli(folder).run(word);

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.err()).contains("did you mean " + nearest + "?");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void anOptionOfACommandIsComparedWithItsOptions() {
    assertThat(new Cli(folder).run("messages", "--chanel", "cig").err())
        .contains("unknown option --chanel")
        .contains("did you mean --channel?")
        .contains("'portage messages --help'");
  }

  @Test
  void aWordLikeNothingKnownGetsNoGuess() {
    assertThat(new Cli(folder).run("xyzzy").err())
        .contains("unknown command xyzzy")
        .doesNotContain("did you mean");
  }

  @Test
  void aWrongStateIsAnsweredWithTheStatesThatExist() {
    Cli.Result result = new Cli(folder).run("messages", "--state", "LOST");

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.err()).contains("CLAIMED").contains("CONFLICT").contains("LOST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "import", "update", "directory", "compromised"})
  void theHelpOfKeysHasAnExampleOfEachOfItsCommands(String command) {
    assertThat(new Cli(folder).run("keys", "--help").out())
        .contains("  portage keys " + command + " ");
  }

  @Test
  void noCommandShowsTheHelpAndIsAUsageError() {
    Cli.Result result = new Cli(folder).run();

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.err()).contains("portage demo").contains("no command given");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "check", "status", "messages", "show", "verify", "export"})
  void everyCommandTeachesWithExamples(String command) {
    Cli.Result result = new Cli(folder).run(command, "--help");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("Examples:").contains("portage " + command);
  }

  @Test
  void aHostileWordCannotWriteToTheTerminal() {
    assertThat(new Cli(folder).run("\u001b[2Jx\nportage: all is well").err())
        .contains("\\u001b[2Jx\\nportage: all is well")
        .doesNotContain("\u001b");
  }

  @Test
  void aHomeThatIsNotThereIsNoInput() {
    Cli.Result result = new Cli(folder).run("messages", "--home", folder + "/none");

    assertThat(result.exitCode()).isEqualTo(66);
    assertThat(result.err()).contains("there is no folder").contains("--home DIR");
  }

  @Test
  void aFolderWithoutConfigurationIsNoHome() {
    assertThat(new Cli(folder).run("messages", "--home", folder.toString()).exitCode())
        .isEqualTo(78);
  }

  @Test
  void theHomeMayBeNamedBeforeTheCommandOrAfterIt() throws IOException {
    Path home = folder.resolve("with blanks");
    Files.createDirectories(home.resolve("config"));
    Cli cli = new Cli(folder);

    assertThat(cli.run("--home", home.toString(), "messages").out()).contains(home.toString());
    assertThat(cli.run("messages", "--home", home.toString()).out()).contains(home.toString());
  }

  @Test
  void withoutAHomeTheBundleIsIt() throws IOException {
    Files.createDirectories(folder.resolve("config"));

    assertThat(new Cli(folder).run("messages").out()).contains(folder.toString());
  }
}
