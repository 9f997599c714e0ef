package ca.portage.app;

import ca.portage.app.guard.RouteCare;
import ca.portage.app.guard.Watchdog;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.ledger.Ledger;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The watch over the channels that run, set anew when other channels run. */
final class CurrentWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CurrentWatch.class);

  private final Main main;
  private final RouteCare care;
  private final Ledger ledger;
  private final ConfigLoader loader;
  private Optional<Watchdog> watch = Optional.empty();
  private boolean closed;

  CurrentWatch(Main main, RouteCare care, Ledger ledger, ConfigLoader loader) {
    this.main = main;
    this.care = care;
    this.ledger = ledger;
    this.loader = loader;
  }

  /** Watches these channels from now on, and no others. */
  synchronized void over(List<Channel> channels) {
    if (closed) {
      return;
    }
    try {
      Watchdog next = Watch.over(main, care, ledger, loader, channels);
      watch.ifPresent(Watchdog::close);
      watch = Optional.of(next);
    } catch (ConfigException | IOException e) {
      LOG.error("the watch over the routes looks after what ran before: {}", e.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    watch.ifPresent(Watchdog::close);
  }
}
