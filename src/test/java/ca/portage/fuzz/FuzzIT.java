package ca.portage.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer over every reader of bytes from outside: {@code -Dfuzz.runs} inputs each, 100,000 unless
 * told, of the targets {@code -Dfuzz.targets=T4,T5} or of all. The inputs of a build begin with a
 * fixed {@code -Dfuzz.seed}, so that none fails by chance; {@code bin/fuzz} draws a seed and prints
 * it. A finding stays in {@code target/fuzz/found}; once mended it goes into {@code
 * src/test/resources/fuzz}, where every build reads it again.
 */
@Execution(ExecutionMode.CONCURRENT)
@EnabledOnOs({OS.LINUX, OS.MAC})
class FuzzIT {
  private static final long RUNS = Long.getLong("fuzz.runs", 100_000);
  private static final String TARGETS = System.getProperty("fuzz.targets", "");
  private static final String SEED = System.getProperty("fuzz.seed", "20260302");

  /** Of wall time for one input: a machine that is busy with something else is no finding. */
  private static final int TIMEOUT_SECONDS = 120;

  private static final int MOST_ITERATIONS = 10_000;

  private static final Path ROOT = Path.of("target", "fuzz");
  private static final Pattern DONE =
      Pattern.compile("#(\\d+)\\s+DONE\\s+cov: (\\d+) ft: (\\d+) corp: (\\d+)/");
  private static final Pattern TIME = Pattern.compile("Done \\d+ runs in (\\d+) second");
  private static final Map<Target, String> ROWS = new ConcurrentSkipListMap<>();

  static List<Target> targets() throws IOException {
    Fuzzing.authority();
    return TARGETS.isEmpty()
        ? List.of(Target.values())
        : Arrays.stream(TARGETS.split(","))
            .map(name -> Target.valueOf(name.strip().toUpperCase(Locale.ROOT)))
            .toList();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void nothingButARefusalComesOfAnyInput(Target target) throws Exception {
    Path corpus = Files.createDirectories(ROOT.resolve("corpus").resolve(target.folder()));
    Path seeds = ROOT.resolve("seeds").resolve(target.folder());
    Seeds.write(target, seeds);
    Path found = Files.createDirectories(ROOT.resolve("found").resolve(target.folder()));
    Path log = ROOT.resolve(target.folder() + ".log");
    List<String> folders = new ArrayList<>(List.of(corpus.toString(), seeds.toString()));
    Path known = Path.of("src", "test", "resources", "fuzz", target.folder());
    if (Files.isDirectory(known)) {
      folders.add(known.toString());
    }
    int code = run(target, found, log, folders);
    String output = Files.readString(log);
    assertThat(code).as(tail(output)).isZero();
    Matcher done = DONE.matcher(output);
    assertThat(done.find()).as(tail(output)).isTrue();
    assertThat(Long.parseLong(done.group(1))).isGreaterThanOrEqualTo(RUNS);
    // Without instrumentation it would grope in the dark, and every input would look the same.
    assertThat(Integer.parseInt(done.group(2))).as("branches covered").isGreaterThan(20);
    Matcher time = TIME.matcher(output);
    ROWS.put(
        target,
        "| %s | %s | %s | %s | %s | %s |"
            .formatted(
                target,
                target.shown(),
                String.format(Locale.ROOT, "%,d", Long.parseLong(done.group(1))),
                time.find() ? time.group(1) : "?",
                done.group(2),
                done.group(4)));
  }

  /** With a folder of its own for what a reader writes, in memory where there is one. */
  private static int run(Target target, Path found, Path log, List<String> folders)
      throws IOException, InterruptedException {
    Path memory = Files.isWritable(Fuzzing.MEMORY) ? Fuzzing.MEMORY : ROOT.toAbsolutePath();
    Path folder = Files.createTempDirectory(memory, "portage-fuzz");
    try {
      return start(target, found, log, folders, folder).waitFor();
    } finally {
      List<Path> left;
      try (Stream<Path> files = Files.walk(folder)) {
        left = files.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : left) {
        Files.delete(file);
      }
    }
  }

  private static Process start(
      Target target, Path found, Path log, List<String> folders, Path folder) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                // What runs beside it measures how soon a service is back.
                "nice",
                "-n",
                "19",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:-OmitStackTraceInFastThrow",
                "-Dfuzz.folder=" + folder,
                // Of a key derivation that was made up: whether it ends is tested once, not often.
                "-Dorg.bouncycastle.pbe.max_iteration_count=" + MOST_ITERATIONS,
                "-Dorg.bouncycastle.pkcs12.max_it_count=" + MOST_ITERATIONS,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.className(),
                "--instrumentation_includes=ca.portage.**",
                "--instrumentation_excludes=ca.portage.fuzz.**",
                "--reproducer_path=" + found,
                "-artifact_prefix=" + found + "/",
                "-runs=" + RUNS,
                "-max_len=" + target.maxBytes(),
                "-seed=" + SEED,
                "-timeout=" + TIMEOUT_SECONDS,
                "-print_final_stats=1"));
    command.addAll(folders);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  @AfterAll
  static void write() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("| target | reader | inputs | seconds | branches covered | inputs kept |");
    lines.add("| --- | --- | ---: | ---: | ---: | ---: |");
    lines.addAll(ROWS.values());
    Files.createDirectories(ROOT);
    Files.writeString(ROOT.resolve("summary.md"), String.join("\n", lines) + "\n");
  }

  private static String tail(String output) {
    return output.substring(Math.max(0, output.length() - 4000));
  }
}
