package ca.portage.cli;

import ca.portage.app.trust.TrustReport;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import java.time.Instant;
import java.util.List;

/** Judges a channel's environment, directory and revocation lists. */
final class TrustCheck {
  private TrustCheck() {}

  /** Finds nothing where the profile cannot be read, which is a finding of its own. */
  static List<Finding> run(Home home, Channel channel, Instant now) {
    String subject = channel.name() + " trust";
    try {
      return TrustReport.of(home, channel, new ConfigLoader(home).profile(channel.profile()), now)
          .stream()
          .map(
              line ->
                  switch (line.level()) {
                    case OK -> Finding.ok(subject, line.text());
                    case WARN -> Finding.warn(subject, line.text(), line.action());
                    case FAIL -> Finding.fail(subject, line.text(), line.action());
                  })
          .toList();
    } catch (ConfigException e) {
      return List.of();
    }
  }
}
