package ca.portage.app;

import ca.portage.config.ConfigException;
import ca.portage.config.Home;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Portage's own keys of {@code config/application.properties}; all others there are Camel's.
 *
 * @param freeBytesFloor no claim and no poll while the spool's disk has less free (reliability P0)
 */
public record Settings(long freeBytesFloor) {
  static final String FLOOR = "portage.free-space-floor-mib";
  private static final long DEFAULT_FLOOR_MIB = 1024;

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
    return new Settings(Long.parseLong(value) << 20);
  }
}
