package ca.portage.pki;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The openssl of the machine, an independent reader and writer. */
final class OpenSsl {
  /** What it printed, on both streams, and how it ended. */
  record Result(int exit, String output) {}

  private OpenSsl() {}

  static Result run(Object... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    return new Result(process.waitFor(), output);
  }

  /** The same, and fails the test when openssl does. */
  static String must(Object... arguments) throws Exception {
    Result result = run(arguments);
    if (result.exit() != 0) {
      throw new AssertionError("openssl " + Arrays.toString(arguments) + ":\n" + result.output());
    }
    return result.output();
  }
}
