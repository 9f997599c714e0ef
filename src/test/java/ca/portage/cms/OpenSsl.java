package ca.portage.cms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The openssl command, with the legacy ciphers switched on. */
record OpenSsl(Path folder) {

  record Result(int exit, String output) {}

  /** Runs {@code openssl cms ARGS} in the folder. */
  Result cms(Object... arguments) throws IOException, InterruptedException {
    return run("cms", arguments);
  }

  /** Runs {@code openssl COMMAND ARGS} in the folder. */
  Result run(String name, Object... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl", name));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    command.addAll(List.of("-provider", "legacy", "-provider", "default"));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("openssl does not end: " + command);
    }
    return new Result(process.exitValue(), output);
  }
}
