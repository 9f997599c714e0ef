package ca.portage.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The installed {@code run} command as a process of its own. */
public final class ServiceProcess implements AutoCloseable {
  /** The first compiler alone: half the work of a start, for a process that lives for seconds. */
  public static final String QUICK = "-XX:TieredStopAtLevel=1";

  private final Process process;
  private final Path output;

  private ServiceProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts {@code bin/portage run --home home} as the given command prefix says. */
  static ServiceProcess start(Path home, List<String> prefix) throws IOException {
    return start(home, prefix, List.of());
  }

  /**
   * The same with more options for its Java, and everything else as an installation has it.
   *
   * @param prefix what runs the command, such as {@code strace}; empty for nothing
   */
  public static ServiceProcess start(Path home, List<String> prefix, List<String> javaOptions)
      throws IOException {
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
    builder.environment().put("PORTAGE_JAVA_OPTS", String.join(" ", javaOptions));
    return new ServiceProcess(builder.start(), output);
  }

  static ServiceProcess start(Path home) throws IOException {
    return start(home, List.of());
  }

  public long pid() {
    return process.pid();
  }

  /** SIGKILL; returns once the process is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  public boolean alive() {
    return process.isAlive();
  }

  public String output() throws IOException {
    return Files.readString(output);
  }

  /** Asks it to stop, as a service manager does, and gives its exit code. */
  public int terminate(Duration patience) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }

  /** Waits for an end of its own. */
  public int waitFor(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
  }

  /** The most memory the process held so far, in bytes (Linux), or 0 where nobody says. */
  public long peakResidentBytes() throws IOException {
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
