package ca.portage.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogSetupTest {
  private static final Path BUNDLE = Path.of("").toAbsolutePath();

  @TempDir Path home;

  @AfterEach
  void restoreTheQuietLog() throws Exception {
    MDC.clear();
    System.clearProperty("PORTAGE_LOG");
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogSetupTest.class.getResource("/logback.xml"));
  }

  @Test
  void theShippedConfigurationWritesOneLineAnEventToAFileOnlyItsOwnerReads() throws IOException {
    assertThat(start()).isEmpty();
    log("dropped\nfile");

    Path file = home.resolve("spool/log/portage.log");
    assertThat(Files.readAllLines(file))
        .singleElement()
        .asString()
        .contains(" INFO  cig - - logging.LogSetupTest: ")
        .endsWith(": took dropped\\nfile");
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(mode(file.getParent())).isEqualTo("rwx------");
  }

  @Test
  void aLogThatWasReadableByAllIsClosedAgain() throws IOException {
    Path folder = Files.createDirectories(home.resolve("spool/log"));
    Path file = Files.writeString(folder.resolve("portage.log"), "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    start();

    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  void oneWordMakesItJson() throws IOException {
    System.setProperty("PORTAGE_LOG", "json");

    start();
    log("arrival.edi");

    String line = Files.readString(home.resolve("spool/log/portage.log"));
    assertThat(new ObjectMapper().readTree(line).get("text").asText())
        .isEqualTo("took arrival.edi");
  }

  @Test
  void aWrongFormIsReportedAndNotSwallowed() {
    System.setProperty("PORTAGE_LOG", "xml");

    assertThat(start().orElseThrow()).contains("config/logback.xml");
  }

  @Test
  void aHomeWithItsOwnConfigurationUsesThat() throws IOException {
    Path own = Files.createDirectories(home.resolve("config")).resolve("logback.xml");
    Files.writeString(own, "<configuration><root level=\"ERROR\"/></configuration>");

    start();

    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getLevel()).isEqualTo(Level.ERROR);
    assertThat(home.resolve("spool")).doesNotExist();
  }

  @Test
  void noConfigurationTurnsTheWireLogOn() throws IOException {
    Path own = Files.createDirectories(home.resolve("config")).resolve("logback.xml");
    Files.writeString(own, "<configuration><root level=\"TRACE\"/></configuration>");

    start();

    assertThat(LoggerFactory.getLogger("org.apache.hc.client5.http.wire").isErrorEnabled())
        .isFalse();
  }

  @Test
  void aBundleWithoutConfigurationSaysSo() {
    assertThat(LogSetup.start(home, home, LogSetup.Console.SILENT).orElseThrow())
        .contains("config/logback.xml is missing");
  }

  private Optional<String> start() {
    return LogSetup.start(home, BUNDLE, LogSetup.Console.SILENT);
  }

  private static void log(String file) {
    MDC.put("channel", "cig");
    LoggerFactory.getLogger(LogSetupTest.class).info("took {}", file);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
