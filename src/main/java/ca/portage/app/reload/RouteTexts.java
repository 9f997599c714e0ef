package ca.portage.app.reload;

import ca.portage.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The route files as they run. What was edited since waits for {@code portage routes apply}: a
 * half-saved route must never run by itself.
 */
final class RouteTexts {
  private final Home home;
  private final Map<Path, byte[]> running = new TreeMap<>();

  RouteTexts(Home home, Collection<Path> files) throws IOException {
    this.home = home;
    running.putAll(read(files));
  }

  static Map<Path, byte[]> read(Collection<Path> files) throws IOException {
    Map<Path, byte[]> texts = new TreeMap<>();
    for (Path file : files) {
      texts.put(file, Files.readAllBytes(file));
    }
    return texts;
  }

  Map<Path, byte[]> running() {
    return running;
  }

  /** Which of the running files stand otherwise on the disk, as an admin would name them. */
  List<String> edited() throws IOException {
    List<String> edited = new ArrayList<>();
    for (Map.Entry<Path, byte[]> file : running.entrySet()) {
      if (!Files.exists(file.getKey())
          || !Arrays.equals(Files.readAllBytes(file.getKey()), file.getValue())) {
        edited.add(home.show(file.getKey()));
      }
    }
    return edited;
  }
}
