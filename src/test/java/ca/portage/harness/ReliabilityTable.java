package ca.portage.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The measured parts of {@code docs/reliability.md}, made from what is kept in {@code docs/harness}
 * and from nothing else: the table of the harnesses, and that of the group commit.
 */
final class ReliabilityTable {
  static final Path KEPT = Path.of("docs", "harness");
  static final Path PAGE = Path.of("docs", "reliability.md");
  private static final String BEGIN = "<!-- harness table: made by bin/harness keep -->";
  private static final String END = "<!-- end of the harness table -->";
  private static final String BENCH_BEGIN = "<!-- group commit: made by bin/harness keep -->";
  private static final String BENCH_END = "<!-- end of the group commit -->";

  private ReliabilityTable() {}

  /** Renders the page anew: {@code bin/harness keep}. */
  public static void main(String[] args) throws IOException {
    Files.writeString(PAGE, render(Files.readString(PAGE), KEPT));
    System.err.println("made the table of " + PAGE + " from " + names(KEPT));
  }

  static String render(String page, Path kept) throws IOException {
    String harnesses = between(page, BEGIN, END, table(kept));
    Path bench = kept.resolve("bench").resolve("group-commit.md");
    return Files.exists(bench)
        ? between(harnesses, BENCH_BEGIN, BENCH_END, Files.readString(bench))
        : harnesses;
  }

  private static String between(String page, String first, String last, String text)
      throws IOException {
    int begin = page.indexOf(first);
    int end = page.indexOf(last);
    if (begin < 0 || end < begin) {
      throw new IOException(PAGE + " lacks the lines between which a table stands: " + first);
    }
    return page.substring(0, begin + first.length()) + "\n\n" + text + "\n" + page.substring(end);
  }

  private static String table(Path kept) throws IOException {
    StringBuilder table = new StringBuilder();
    table.append("| harness | form | what | cycles | result | control |\n");
    table.append("| --- | --- | --- | ---: | --- | --- |\n");
    for (Path file : files(kept)) {
      List<String> lines = Files.readAllLines(file);
      String command = value(lines, "- command: ", file);
      String form = value(lines, "- form: ", file);
      int head = lines.indexOf(Summary.HEAD);
      if (head < 0) {
        throw new IOException(file + " is no summary of a harness: it lacks " + Summary.HEAD);
      }
      lines.stream()
          .skip(head + 2L)
          .takeWhile(line -> line.startsWith("|"))
          .forEach(row -> table.append("| %s | %s %s\n".formatted(command, form, row)));
    }
    return table.toString();
  }

  private static String value(List<String> lines, String key, Path file) throws IOException {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()))
        .findFirst()
        .orElseThrow(() -> new IOException(file + " lacks the line \"" + key + "\""));
  }

  static List<String> names(Path kept) throws IOException {
    return files(kept).stream().map(f -> f.getFileName().toString().replace(".md", "")).toList();
  }

  private static List<Path> files(Path kept) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(kept)) {
      try (Stream<Path> all = Files.list(kept)) {
        all.filter(f -> f.toString().endsWith(".md")).sorted().forEach(files::add);
      }
    }
    return files;
  }
}
