package ca.portage.cli;

import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.config.yaml.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Looks at the channel and profile files: every problem of every file. */
final class ConfigCheck {
  private final List<Finding> findings = new ArrayList<>();
  private List<Channel> channels = List.of();

  ConfigCheck(Home home) {
    ConfigLoader loader = new ConfigLoader(home);
    for (Problem problem : loader.check()) {
      String action = "correct the file";
      findings.add(
          problem.isError()
              ? Finding.fail("config", problem.toString(), action)
              : Finding.warn("config", problem.toString(), action));
    }
    try {
      channels = loader.channels();
      findings.add(summary(home));
    } catch (ConfigException e) {
      if (findings.stream().noneMatch(f -> f.level() == Finding.Level.FAIL)) {
        findings.add(Finding.fail("config", e.getMessage(), "correct the file"));
      }
    }
  }

  private Finding summary(Home home) {
    if (channels.isEmpty()) {
      return Finding.fail(
          "config",
          "no channel is switched on",
          "fill in a file of " + home.show(home.channels()) + " and set enabled: true");
    }
    return Finding.ok(
        "config",
        channels.stream()
            .map(channel -> "%s (%s)".formatted(channel.name(), channel.profile()))
            .collect(Collectors.joining(", ", "channels ", "")));
  }

  List<Finding> findings() {
    return findings;
  }

  /** The channels that are switched on; none when the configuration cannot be used. */
  List<Channel> channels() {
    return channels;
  }
}
