package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own, with the options of the launcher. */
final class PortageProcess implements AutoCloseable {
  private final Process process;
  private final Path out;
  private final Path err;

  private PortageProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static PortageProcess start(Path temporary, String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+DisableAttachMechanism",
                "-Djdk.serialFilter=!*",
                "-Djdk.tls.client.protocols=TLSv1.3",
                "-Djava.io.tmpdir=" + temporary,
                "-Dportage.bundle=" + Path.of("").toAbsolutePath(),
                "-Dportage.terminal=no",
                "-cp",
                System.getProperty("java.class.path"),
                Portage.class.getName()));
    command.addAll(List.of(words));
    Path out = Files.createTempFile(temporary, "out", ".txt");
    Path err = Files.createTempFile(temporary, "err", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    return new PortageProcess(process, out, err);
  }

  /** A Java process that does nothing until it is closed. */
  static PortageProcess waiting(Path temporary) throws IOException {
    Path source = Files.createTempFile(temporary, "Waiting", ".java");
    Files.writeString(
        source,
        """
        class Waiting {
          public static void main(String[] args) throws Exception {
            Thread.sleep(600_000);
          }
        }
        """);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new PortageProcess(
        new ProcessBuilder(java.toString(), source.toString()).start(), source, source);
  }

  /** Waits for its end and returns the exit code. */
  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(180, TimeUnit.SECONDS)).as("the process has ended").isTrue();
    return process.exitValue();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
