package ca.portage.evidence;

import ca.portage.content.Content;
import ca.portage.spool.Durable;
import ca.portage.spool.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code MANIFEST.sha256}: the SHA-256 of every file of an export, in the form that {@code
 * sha256sum -c} reads. It is written last, so an export without one was never finished.
 */
final class Manifest {
  private static final String NAME = "MANIFEST.sha256";
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([!-~]+)");

  private Manifest() {}

  static void write(Path export) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String name : files(export)) {
      lines.append(sha256(export.resolve(name))).append("  ").append(name).append('\n');
    }
    Durable.write(
        export.resolve(NAME), Content.of(lines.toString().getBytes(StandardCharsets.US_ASCII)));
  }

  /** What speaks against the files of an export; none if each is as it was written. */
  static List<String> findings(Path export) throws IOException {
    List<String> findings = new ArrayList<>();
    Map<String, String> named = read(export, findings);
    TreeSet<String> present = new TreeSet<>(files(export));
    for (Map.Entry<String, String> line : named.entrySet()) {
      if (!present.remove(line.getKey())) {
        findings.add("file " + line.getKey() + " is missing");
      } else if (!sha256(export.resolve(line.getKey())).equals(line.getValue())) {
        findings.add("file " + line.getKey() + " was changed");
      }
    }
    present.forEach(name -> findings.add("file " + name + " is none of this export"));
    return findings;
  }

  private static Map<String, String> read(Path export, List<String> findings) throws IOException {
    Map<String, String> named = new TreeMap<>();
    String text;
    try {
      text = Files.readString(export.resolve(NAME), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      findings.add(NAME + " is missing: the export was never finished, or it was taken away");
      return named;
    }
    String before = "";
    for (String line : text.split("\n", -1)) {
      Matcher parts = LINE.matcher(line);
      if (parts.matches() && parts.group(2).compareTo(before) > 0) {
        before = parts.group(2);
        named.put(before, parts.group(1));
      } else if (!line.isEmpty()) {
        findings.add(NAME + " has a line that no export writes");
      }
    }
    if (!text.endsWith("\n") || text.contains("\n\n")) {
      findings.add(NAME + " does not end as it should");
    }
    return named;
  }

  /** The names of all files but the manifest itself, in order, with forward slashes. */
  private static List<String> files(Path export) throws IOException {
    try (Stream<Path> all = Files.walk(export)) {
      return all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> export.relativize(file).toString().replace('\\', '/'))
          .filter(name -> !name.equals(NAME))
          .sorted()
          .toList();
    }
  }

  private static String sha256(Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Sha256.of(Content.of(file)).sha256Hex()
        : "no file";
  }
}
