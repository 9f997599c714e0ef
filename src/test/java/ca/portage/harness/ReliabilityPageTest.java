package ca.portage.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ca.portage.crash.CrashPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReliabilityPageTest {

  @Test
  void theTableIsTheHarnessesOwnOutput() throws IOException {
    String page = Files.readString(ReliabilityTable.PAGE);
    assertThat(page).isEqualTo(ReliabilityTable.render(page, ReliabilityTable.KEPT));
  }

  @Test
  void everyCrashPointIsExplained() throws IOException {
    String page = Files.readString(ReliabilityTable.PAGE);
    assertThat(Arrays.stream(CrashPoint.values()).map(p -> "`" + p.name() + "`"))
        .allSatisfy(name -> assertThat(page).contains(name));
  }

  @Test
  void everyHarnessThatCanBeStartedIsNamedOnThePage() throws IOException {
    String page = Files.readString(ReliabilityTable.PAGE);
    assertThat(harnesses())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(page).contains("`bin/harness " + name + "`"));
  }

  @Test
  void theLongRunOfEveryHarnessIsKept() throws IOException {
    assertThat(ReliabilityTable.names(ReliabilityTable.KEPT))
        .containsExactlyInAnyOrderElementsOf(harnesses())
        .allSatisfy(
            name ->
                assertThat(ReliabilityTable.KEPT.resolve(name + ".md"))
                    .content()
                    .contains("- form: long\n"));
  }

  private static List<String> harnesses() throws IOException {
    return Files.readAllLines(Path.of("bin", "harness")).stream()
        .filter(line -> line.matches("  [a-z-]+\\) test=.*"))
        .map(line -> line.substring(2, line.indexOf(')')))
        .toList();
  }

  @Test
  void aSummaryWithoutItsTableIsRefused(@TempDir Path kept) throws IOException {
    Files.writeString(kept.resolve("odd.md"), "- command: `x`\n- form: long\n");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ReliabilityTable.render(Files.readString(ReliabilityTable.PAGE), kept))
        .withMessageContaining("odd.md");
  }
}
