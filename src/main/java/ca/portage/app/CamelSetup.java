package ca.portage.app;

import ca.portage.app.guard.RouteCare;
import ca.portage.config.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.main.Main;

/**
 * Sets Camel up for a service that nobody watches: no package scan, no JMX, no stream cache, no
 * reload by itself, start refused on an unknown key. {@code config/application.properties} may
 * change what is Camel's to change.
 */
final class CamelSetup {
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("camel.main.name", "portage"),
          Map.entry("camel.main.jmxEnabled", "false"),
          Map.entry("camel.main.shutdownTimeout", "30"),
          Map.entry("camel.main.startupSummaryLevel", "Off"),
          Map.entry("camel.main.autoConfigurationLogSummary", "false"),
          Map.entry("camel.main.routesReloadEnabled", "false"),
          Map.entry("camel.main.autoConfigurationFailFast", "true"));

  private CamelSetup() {}

  static void prepare(Main main, Home home, List<Path> routes, RouteCare care) {
    main.bind("portage.care", care);
    main.configure().withBasePackageScanEnabled(false);
    main.configure().withStreamCachingEnabled(false);
    main.configure().withUseMdcLogging(false);
    main.configure()
        .withRoutesIncludePattern(
            routes.stream().map(file -> "file:" + file).collect(Collectors.joining(",")));
    DEFAULTS.forEach(main::addInitialProperty);
    Path properties = Settings.file(home);
    main.setDefaultPropertyPlaceholderLocation(
        Files.exists(properties) ? "file:" + properties : "false");
  }

  /** The innermost message of a failed start: it names the route, the step and the option. */
  static String explain(Throwable failure) {
    Throwable cause = failure;
    StringBuilder text = new StringBuilder("the routes could not be started: ");
    text.append(failure.getMessage());
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    if (cause != failure) {
      text.append("; cause: ").append(cause.getMessage());
    }
    return text.toString();
  }
}
