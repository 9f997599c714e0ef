package ca.portage.config;

import ca.portage.config.yaml.Problem;
import ca.portage.config.yaml.Problems;
import ca.portage.fuzz.Expected;
import ca.portage.fuzz.Fuzzing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** T11. Every channel file is sound or has problems that can be printed. */
public final class ChannelFileTarget {
  private static final Home HOME = new Home(Fuzzing.temporary().resolve("home"));
  private static final Path FILE = Fuzzing.temporary().resolve("cig.yaml");
  private static final ChannelReader READER = new ChannelReader(HOME, List.of("small"));

  private ChannelFileTarget() {}

  /** Jazzer calls this. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    Files.write(FILE, input);
    Problems problems = new Problems(FILE, "cig.yaml");
    READER.read("cig", problems).ifPresent(read -> DropFolders.check(List.of(read)));
    for (Problem problem : problems.all()) {
      Expected.printable(problem.text());
      Expected.printable(problem.toString());
    }
  }
}
