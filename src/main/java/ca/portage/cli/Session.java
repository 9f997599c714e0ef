package ca.portage.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a command is started with.
 *
 * @param out where answers go
 * @param err where complaints and progress go
 * @param terminal what the other end of {@code out} can show
 * @param bundle the folder with {@code bin/}; also the default home
 * @param environment the process environment
 * @param clock the time that ages are told against
 */
record Session(
    PrintWriter out,
    PrintWriter err,
    Terminal terminal,
    Path bundle,
    Map<String, String> environment,
    Clock clock) {

  /** The session of this process. The launcher names the bundle; otherwise it is this folder. */
  static Session ofProcess() {
    Map<String, String> environment = System.getenv();
    return new Session(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Terminal.ofProcess(environment),
        Path.of(System.getProperty("portage.bundle", "")).toAbsolutePath().normalize(),
        environment,
        Clock.systemUTC());
  }

  Paint paint() {
    return new Paint(terminal.colour());
  }
}
