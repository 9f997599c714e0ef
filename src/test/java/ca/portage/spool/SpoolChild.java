package ca.portage.spool;

import ca.portage.content.Content;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second process on a spool: opens it, writes one of each file, holds it until it is killed. */
final class SpoolChild implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;

  private SpoolChild(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static SpoolChild start(Path root) throws IOException {
    return start(root, List.of());
  }

  /** Starts the child through a shell that sets a umask first. */
  static SpoolChild underUmask(Path root, String umask) throws IOException {
    return start(root, List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh"));
  }

  private static SpoolChild start(Path root, List<String> prefix) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            SpoolChild.class.getName(),
            root.toString()));
    return new SpoolChild(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  String firstLine() throws IOException {
    return lines.readLine();
  }

  long pid() {
    return process.pid();
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  /** What the child does. */
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
    try (Spool spool = Spool.open(Path.of(args[0]))) {
      Durable.write(spool.out("M1").payload(), Content.of("UNB".getBytes()));
      try (Receiving receiving = spool.in("P1").receive()) {
        receiving.store();
      }
      out.println("open");
      while (System.in.read() >= 0) {
        continue;
      }
    } catch (SpoolLockedException e) {
      out.println("refused " + e.holder());
    }
  }
}
