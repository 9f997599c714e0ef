package ca.portage.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Turns the log of a service on, as {@code config/logback.xml} says.
 *
 * <p>Until then, and in commands that only read, the quiet {@code logback.xml} of the class path
 * holds: warnings to the console. The file sees the home as {@code ${portage.home}} and the least
 * level for the console as {@code ${portage.console}}.
 */
public final class LogSetup {
  /** Whether events also go to the console; a command that draws a table there wants it silent. */
  public enum Console {
    SHOWN("ALL"),
    SILENT("OFF");

    private final String level;

    Console(String level) {
      this.level = level;
    }
  }

  /** Loggers that would write payload or headers; no configuration turns them on. */
  private static final List<String> WIRE =
      List.of("org.apache.hc.client5.http.wire", "org.apache.hc.client5.http.headers");

  private LogSetup() {}

  /**
   * Starts the log of a home with its own {@code config/logback.xml}, or the bundle's when it has
   * none.
   *
   * @return what is wrong with the log configuration, for an admin; empty when nothing is. The log
   *     then goes to the console as well as it can
   */
  public static Optional<String> start(Path home, Path bundle, Console console) {
    Path own = home.resolve("config/logback.xml");
    Path file = Files.isRegularFile(own) ? own : bundle.resolve("config/logback.xml");
    if (!Files.isRegularFile(file)) {
      return Optional.of(own + " is missing; only warnings are logged, to the console");
    }
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.getStatusManager().clear();
    context.putProperty("portage.home", home.toAbsolutePath().toString());
    context.putProperty("portage.console", console.level);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(file.toFile());
    } catch (JoranException e) {
      return Optional.of(file + ": " + Printable.text(String.valueOf(e.getMessage())));
    }
    WIRE.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
    return problems(context).map(text -> file + ": " + text);
  }

  /** Closes the log and its files; nothing is logged after this. */
  public static void stop() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  private static Optional<String> problems(LoggerContext context) {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getLevel() >= Status.WARN)
        .map(status -> Printable.text(status.getMessage()))
        .findFirst();
  }
}
