package ca.portage.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a harness measured, written to {@code target/harness/NAME.md}, or in the short form to
 * {@code target/harness/short}, so that a build never takes the place of a long run. {@link
 * ReliabilityTable} makes the page from the long ones that are kept. Every number in it was counted
 * by the run that writes it.
 */
public final class Summary {
  private static final Path LONG = Path.of("target", "harness");
  private static final Path SHORT = LONG.resolve("short");
  static final String HEAD = "| what | cycles | result | control |";

  private final String name;
  private final long started = System.nanoTime();
  private final List<String> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** A summary of the harness that {@code bin/harness NAME} runs. */
  public Summary(String name) {
    this.name = name;
  }

  /**
   * Adds a check.
   *
   * @param what the fault
   * @param cycles how often it was met
   * @param result what was counted
   * @param control what was counted with the guard off
   */
  public synchronized Summary row(String what, long cycles, String result, String control) {
    rows.add(
        "| " + String.join(" | ", cell(what), count(cycles), cell(result), cell(control)) + " |");
    return this;
  }

  /** Adds a line below the checks. */
  public synchronized Summary note(String text) {
    notes.add(text);
    return this;
  }

  /** Writes the summary, in place of one that a run before left. */
  public synchronized void write() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# " + name);
    lines.add("");
    lines.add("- command: `bin/harness " + name + "`");
    lines.add("- form: " + Form.current().name().toLowerCase(Locale.ROOT));
    lines.add("- run: %s, %s".formatted(LocalDate.now(ZoneOffset.UTC), took()));
    lines.add(
        "- machine: %d cores, Java %s, %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                System.getProperty("os.name")));
    lines.add("");
    lines.add(HEAD);
    lines.add("| --- | ---: | --- | --- |");
    lines.addAll(rows);
    lines.add("");
    lines.addAll(notes);
    Path folder = Form.current() == Form.LONG ? LONG : SHORT;
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(name + ".md"), String.join("\n", lines).stripTrailing() + "\n");
  }

  private String took() {
    Duration taken = Duration.ofNanos(System.nanoTime() - started);
    return taken.toMinutes() > 0
        ? "%d min %d s".formatted(taken.toMinutes(), taken.toSecondsPart())
        : taken.toSeconds() + " s";
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
