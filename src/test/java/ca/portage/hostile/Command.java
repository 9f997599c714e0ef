package ca.portage.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a command of the installed product printed.
 *
 * @param exitCode of its process
 * @param output and errors, as they came
 */
record Command(int exitCode, String output) {

  /** Runs {@code bin/portage WORDS --home home}; its output passes through a file of the folder. */
  static Command run(Path home, Path folder, String... words)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(Path.of("bin", "portage").toAbsolutePath().toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("--home", home.toString()));
    Path output = Files.createTempFile(folder, "command", ".out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command + " does not end");
    }
    return new Command(process.exitValue(), Files.readString(output));
  }
}
