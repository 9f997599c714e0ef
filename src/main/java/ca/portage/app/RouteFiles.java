package ca.portage.app;

import ca.portage.config.Channel;
import ca.portage.config.Home;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which route files of a home are loaded: all but those of channels that are not enabled, whose
 * steps and values do not exist.
 */
public final class RouteFiles {
  private static final String ENDING = ".camel.yaml";

  private RouteFiles() {}

  /** The route files for the given channels, sorted by name. */
  public static List<Path> of(Home home, List<Channel> channels) throws IOException {
    List<String> enabled = channels.stream().map(Channel::name).toList();
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(home.routes(), "*" + ENDING)) {
      for (Path file : all) {
        String stem = stem(file);
        boolean ofChannel = Files.exists(home.channels().resolve(stem + ".yaml"));
        if (!ofChannel || enabled.contains(stem)) {
          files.add(file);
        }
      }
    }
    for (String channel : enabled) {
      Path own = home.routes().resolve(channel + ENDING);
      if (!files.contains(own)) {
        throw new NoSuchFileException(
            home.show(own),
            null,
            "channel "
                + channel
                + " is enabled and has no routes: restore this file, or set \"enabled: false\"");
      }
    }
    files.sort(null);
    return files;
  }

  /** The name of the channel a route file would belong to. */
  static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ENDING.length());
  }
}
