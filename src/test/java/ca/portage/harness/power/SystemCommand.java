package ca.portage.harness.power;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command of the system, run to its end. */
final class SystemCommand {
  private SystemCommand() {}

  /**
   * Runs it and gives what it wrote.
   *
   * @throws IOException if it cannot be started or ends with anything but 0; what it wrote is in
   *     the message
   */
  static String run(String... words) throws IOException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(List.of(words) + " ended with " + code + ": " + output.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + List.of(words), e);
    }
    return output;
  }

  /** Whether a command can be run here at all. */
  static boolean exists(String name) {
    try {
      run("sh", "-c", "command -v " + name);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
