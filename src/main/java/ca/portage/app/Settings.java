package ca.portage.app;

import ca.portage.config.ConfigException;
import ca.portage.config.Home;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Properties;

/**
 * Portage's own keys of {@code config/application.properties}; all others there are Camel's.
 *
 * @param freeBytesFloor no claim and no poll while the spool's disk has less free (reliability P0)
 * @param nightlyAt when the ledger is checked and backed up, by the clock on the wall
 */
public record Settings(long freeBytesFloor, LocalTime nightlyAt) {
  static final String FLOOR = "portage.free-space-floor-mib";
  static final String NIGHTLY = "portage.nightly-at";
  private static final long DEFAULT_FLOOR_MIB = 1024;
  private static final String DEFAULT_NIGHTLY = "02:30";

  static Path file(Home home) {
    return home.config().resolve("application.properties");
  }

  /**
   * Reads the settings of a home; what is not there has its default.
   *
   * @throws ConfigException if a value cannot be used; the message says what can
   */
  public static Settings of(Home home) throws ConfigException, IOException {
    Path file = file(home);
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
    }
    String value = properties.getProperty(FLOOR, Long.toString(DEFAULT_FLOOR_MIB)).trim();
    if (!value.matches("\\d{1,9}")) {
      throw new ConfigException(
          file, FLOOR + " is \"" + value + "\"; write a whole number of MiB, such as 1024");
    }
    return new Settings(Long.parseLong(value) << 20, nightly(file, properties));
  }

  private static LocalTime nightly(Path file, Properties properties) throws ConfigException {
    String value = properties.getProperty(NIGHTLY, DEFAULT_NIGHTLY).trim();
    try {
      return LocalTime.parse(value);
    } catch (DateTimeParseException e) {
      throw new ConfigException(
          file, NIGHTLY + " is \"" + value + "\"; write a time of day, such as 02:30");
    }
  }
}
