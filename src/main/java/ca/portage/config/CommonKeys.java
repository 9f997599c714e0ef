package ca.portage.config;

import ca.portage.config.yaml.Block;
import ca.portage.config.yaml.Form;
import ca.portage.config.yaml.Nearest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * The keys every kind of channel has: the head of the file, the folders and the clocks. A kind of
 * channel reads these first and then its own.
 */
record CommonKeys(
    String profile,
    String environment,
    String sender,
    Path outbox,
    Path inbox,
    Duration poll,
    Duration quiet,
    Duration retention,
    Path trust) {
  /** Seven years and their two leap days: the longest a customs authority asks to keep records. */
  private static final Duration SEVEN_YEARS = Duration.ofDays(2557);

  private static final Pattern ENVIRONMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern MAIL = Pattern.compile("[!-~&&[^<>\",;:()\\\\@]]+@[A-Za-z0-9._-]+");

  static CommonKeys read(String channel, Block block, Home home, Collection<String> profiles) {
    Form<Path> path = path(home);
    return new CommonKeys(
        block.required("profile", profile(profiles)),
        block.required("environment", Form.like(ENVIRONMENT, "one word such as RTR1 or PROD")),
        block.required("sender", Form.like(MAIL, "one mail address without < and >")),
        block.optional("outbox", path, home.outbox().resolve(channel)),
        block.optional("inbox", path, home.inbox().resolve(channel)),
        block.optional("poll", Form.duration(Duration.ofSeconds(1)), Duration.ofSeconds(60)),
        block.optional("quiet", Form.duration(Duration.ZERO), Duration.ofSeconds(2)),
        block.optional("retention", Form.duration(Duration.ofDays(1)), SEVEN_YEARS),
        block.required("trust", path));
  }

  /** A path of the home: nothing is ever written outside it. */
  static Form<Path> path(Home home) {
    return text -> {
      try {
        return home.resolve(Path.of(Form.line().read(text)));
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException("is not a path of this system", e);
      }
    };
  }

  private static Form<String> profile(Collection<String> profiles) {
    return text -> {
      if (!profiles.contains(text)) {
        String present = profiles.isEmpty() ? "none" : String.join(", ", profiles);
        throw new IllegalArgumentException(
            "names no file of config/profiles"
                + Nearest.ending(text, profiles)
                + " Profiles there: "
                + present);
      }
      return text;
    };
  }
}
