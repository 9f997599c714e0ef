package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/share-classes} made in this build, used by {@code bin/portage}. */
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "bin/share-classes is a script of the Unix shell")
class SharedClassesIT {
  @TempDir Path temporary;

  @Test
  void aStartTakesItsClassesFromTheArchive() throws Exception {
    Path loaded = temporary.resolve("loaded.txt");

    assertThat(version("-Xlog:class+load:file=" + loaded)).isEqualTo("portage 1.0.0\n");

    assertThat(Files.readAllLines(loaded))
        .anyMatch(line -> line.contains(Portage.class.getName() + " source: shared objects file"))
        .anyMatch(line -> line.contains("picocli.CommandLine source: shared objects file"));
  }

  @Test
  void anArchiveOfAnotherClassPathIsPassedOverInSilence() throws Exception {
    Path loaded = temporary.resolve("loaded.txt");

    assertThat(version("-Xbootclasspath/a:" + temporary + " -Xlog:class+load:file=" + loaded))
        .isEqualTo("portage 1.0.0\n");

    assertThat(Files.readAllLines(loaded))
        .anyMatch(line -> line.contains(Portage.class.getName() + " source: file:"));
  }

  /** What {@code bin/portage --version} says on both its streams. */
  private String version(String options) throws IOException, InterruptedException {
    Path output = temporary.resolve("version.txt");
    ProcessBuilder builder =
        new ProcessBuilder(Path.of("bin", "portage").toAbsolutePath().toString(), "--version")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PORTAGE_JAVA_OPTS", options);
    assertThat(builder.start().waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(output);
  }
}
