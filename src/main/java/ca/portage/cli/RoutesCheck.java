package ca.portage.cli;

import ca.portage.app.RouteFiles;
import ca.portage.app.reload.ChannelValues;
import ca.portage.app.reload.DryRun;
import ca.portage.app.reload.Understudies;
import ca.portage.app.reload.UnusableRoutesException;
import ca.portage.config.Channel;
import ca.portage.config.Home;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Reads every route file as Camel would, and tries them together; no route ever starts. */
final class RoutesCheck {
  private static final String SUBJECT = "routes";

  private RoutesCheck() {}

  static List<Finding> run(Home home, List<Channel> channels) throws IOException {
    List<Path> files = files(home);
    if (files.isEmpty()) {
      return List.of(
          Finding.fail(
              SUBJECT,
              "no *.camel.yaml in " + home.show(home.routes()),
              "copy routes/ of the bundle into the home"));
    }
    List<Finding> findings = new ArrayList<>();
    for (Path file : files) {
      findings.add(check(home, file));
    }
    if (findings.stream().noneMatch(f -> f.level() == Finding.Level.FAIL)) {
      tryTogether(home, channels).ifPresent(findings::add);
    }
    for (Channel channel : channels) {
      Path file = home.routes().resolve(channel.name() + ".camel.yaml");
      if (!files.contains(file)) {
        findings.add(missing(home, channel, file));
      }
    }
    return findings;
  }

  /** Without its routes a channel would be ready and never do anything. */
  private static Finding missing(Home home, Channel channel, Path file) {
    return Finding.fail(
        SUBJECT,
        "channel %s is switched on, but there is no %s".formatted(channel.name(), home.show(file)),
        "copy routes/cig.camel.yaml of the bundle there, with the channel's name in place of cig, or"
            + " set enabled: false in "
            + home.show(home.channels().resolve(channel.name() + ".yaml")));
  }

  /**
   * The routes of all channels that are switched on, with stand-ins for their steps: every step,
   * component, option and value they name. Nothing if a file is missing, which is told elsewhere.
   */
  private static Optional<Finding> tryTogether(Home home, List<Channel> channels)
      throws IOException {
    Map<Path, byte[]> texts = new TreeMap<>();
    Map<String, Object> beans = new HashMap<>();
    Map<String, String> values = new HashMap<>();
    try {
      for (Path file : RouteFiles.of(home, channels)) {
        texts.put(file, Files.readAllBytes(file));
      }
      for (Channel channel : channels) {
        beans.putAll(Understudies.of(channel.name()));
        values.putAll(ChannelValues.of(channel));
      }
      int routes = DryRun.of(texts, beans, values);
      return Optional.of(
          Finding.ok(
              SUBJECT,
              "%d routes could be started: every step, component, option and value is known"
                  .formatted(routes)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (UnusableRoutesException e) {
      return Optional.of(
          Finding.fail(SUBJECT, "could not be started: " + e.getMessage(), "correct the file"));
    }
  }

  private static List<Path> files(Home home) throws IOException {
    TreeSet<Path> files = new TreeSet<>();
    if (Files.isDirectory(home.routes())) {
      try (DirectoryStream<Path> entries =
          Files.newDirectoryStream(home.routes(), "*.camel.yaml")) {
        entries.forEach(files::add);
      }
    }
    return List.copyOf(files);
  }

  // Camel declares Exception on loading and on closing.
  private static Finding check(Home home, Path file) {
    String shown = home.show(file);
    CamelContext context = new DefaultCamelContext();
    try {
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(ResourceHelper.resolveResource(context, "file:" + file));
      int routes = ((ModelCamelContext) context).getRouteDefinitions().size();
      return Finding.ok(SUBJECT, shown + ": " + routes + (routes == 1 ? " route" : " routes"));
    } catch (Exception e) {
      return Finding.fail(SUBJECT, shown + ": " + firstLines(e), "correct the file");
    } finally {
      context.stop();
    }
  }

  /** Camel says what and where on its first lines, and then draws the place. */
  private static String firstLines(Exception e) {
    return String.valueOf(e.getMessage())
        .lines()
        .map(String::strip)
        .limit(2)
        .collect(Collectors.joining(" "));
  }
}
