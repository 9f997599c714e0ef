package ca.portage.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The installed {@code run} command as a process of its own. */
final class ServiceProcess implements AutoCloseable {
  private final Process process;
  private final Path output;

  private ServiceProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts {@code bin/portage run --home home} as the given command prefix says. */
  static ServiceProcess start(Path home, List<String> prefix) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            Path.of("bin", "portage").toAbsolutePath().toString(),
            "run",
            "--home",
            home.toString()));
    Path output = home.resolve("run.out");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return new ServiceProcess(builder.start(), output);
  }

  static ServiceProcess start(Path home) throws IOException {
    return start(home, List.of());
  }

  boolean alive() {
    return process.isAlive();
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  /** Asks it to stop, as a service manager does, and gives its exit code. */
  int terminate(Duration patience) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }

  /** Waits for an end of its own. */
  int waitFor(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
  }

  /** The most memory the process held so far, in bytes (Linux), or 0 where nobody says. */
  long peakResidentBytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return 0;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
