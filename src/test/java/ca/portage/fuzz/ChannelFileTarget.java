package ca.portage.fuzz;

import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.config.yaml.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** T11. Every channel file is sound or has problems that can be printed. */
public final class ChannelFileTarget {
  private static final String SMALL_PROFILE =
      """
      headers: {submit: {}, receipt: {}, collect: {}}
      request: {type: application/edi-consent, text: dummy}
      status:
        submit: {}
        collect: {}
        other: {outcome: rejected, meaning: Unknown., action: Look.}
      """;

  private static final Home HOME = home();

  private ChannelFileTarget() {}

  private static Home home() {
    try {
      Home home = new Home(Fuzzing.temporary().resolve("home"));
      Files.createDirectories(home.channels());
      Files.createDirectories(home.profiles());
      // As small as a profile can be: it is read with every channel file.
      Files.writeString(home.profiles().resolve("small.yaml"), SMALL_PROFILE);
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Jazzer calls this. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    Files.write(HOME.channels().resolve("cig.yaml"), input);
    for (Problem problem : new ConfigLoader(HOME).check()) {
      if (problem.text().isBlank() || problem.toString().chars().anyMatch(c -> c < ' ')) {
        throw new AssertionError("a problem that cannot be printed: " + problem.text().length());
      }
    }
  }
}
