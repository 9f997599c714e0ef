package ca.portage.app;

import ca.portage.app.guard.RouteCare;
import ca.portage.app.guard.Watchdog;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.ledger.Ledger;
import ca.portage.watch.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.main.Main;

/**
 * Sets a watch over a service that has just started: its routes, and the stages of its channels.
 */
final class Watch {
  private static final Duration PERIOD = Duration.ofSeconds(15);
  private static final Duration GONE = Duration.ofMinutes(1);
  private static final Duration MARGIN = Duration.ofMinutes(10);

  private Watch() {}

  static Watchdog over(
      Main main, RouteCare care, Ledger ledger, ConfigLoader loader, List<Channel> channels)
      throws ConfigException, IOException {
    Duration stuck = Duration.ZERO;
    List<Progress> progress = new ArrayList<>();
    for (Channel channel : channels) {
      Duration total = loader.profile(channel.profile()).timeouts().total();
      stuck = total.compareTo(stuck) > 0 ? total : stuck;
      progress.add(new Progress(channel, ledger, System::nanoTime));
    }
    return new Watchdog(main.getCamelContext(), care, ledger, progress, GONE, stuck.plus(MARGIN))
        .every(PERIOD);
  }
}
