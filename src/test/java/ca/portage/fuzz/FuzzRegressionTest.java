package ca.portage.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What once was a finding, and the seeds, through every target. */
class FuzzRegressionTest {

  @ParameterizedTest
  @EnumSource(Target.class)
  void seedsAndFormerFindingsAreReadOrRefused(Target target) throws Exception {
    List<byte[]> inputs = new ArrayList<>(Seeds.of(target));
    inputs.addAll(findings(target));
    inputs.add(new byte[0]);
    for (byte[] input : inputs) {
      assertThatCode(() -> target.read(input))
          .as(target + ", an input of " + input.length + " bytes")
          .doesNotThrowAnyException();
    }
  }

  private static List<byte[]> findings(Target target) throws IOException {
    Path folder = Path.of("src", "test", "resources", "fuzz", target.folder());
    List<byte[]> inputs = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          inputs.add(Files.readAllBytes(file));
        }
      }
    }
    return inputs;
  }
}
