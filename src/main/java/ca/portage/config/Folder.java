package ca.portage.config;

import ca.portage.config.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of YAML files, each of which is named after what it describes. */
final class Folder {
  /** Names become parts of bean names, ids and paths. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

  private static final String ENDING = ".yaml";

  private Folder() {}

  /** The files by name, in the order of names. */
  static SortedMap<String, Path> files(Path folder, Home home) throws ConfigException {
    try (Stream<Path> entries = Files.list(folder)) {
      SortedMap<String, Path> files = new TreeMap<>();
      for (Path file : entries.filter(Folder::isYaml).toList()) {
        files.put(name(file, home), file);
      }
      return files;
    } catch (IOException e) {
      ConfigException missing =
          problem(folder, home, "is no folder that can be read; is " + home.root() + " a home?");
      missing.initCause(e);
      throw missing;
    }
  }

  private static boolean isYaml(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(ENDING) && !name.startsWith(".");
  }

  private static String name(Path file, Home home) throws ConfigException {
    String full = file.getFileName().toString();
    String name = full.substring(0, full.length() - ENDING.length());
    if (!NAME.matcher(name).matches()) {
      throw problem(
          file, home, "is not a usable file name: letters, digits, - and _ before " + ENDING);
    }
    return name;
  }

  static ConfigException problem(Path file, Home home, String text) {
    return new ConfigException(
        List.of(new Problem(file, home.show(file), 0, Problem.Severity.ERROR, text)));
  }
}
