package ca.portage.app.guard;

import ca.portage.gateway.StepFailedException;
import ca.portage.ledger.Ledger;
import ca.portage.watch.Progress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.ScheduledPollConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the threads of the routes from outside Camel. A route whose thread is gone is started
 * again: nothing is under way in it. One whose thread is stuck inside a node is only told of,
 * because a second thread could do the same work twice.
 */
public final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final int MISSED_TICKS = 10;
  private static final long STOP_SECONDS = 5;

  private final CamelContext context;
  private final Pulse pulse;
  private final Ledger ledger;
  private final Duration gone;
  private final Duration stuck;
  private final Set<String> told = new HashSet<>();
  private final List<Progress> channels;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread watch = new Thread(task, "portage-watch");
            watch.setDaemon(true);
            return watch;
          });

  /**
   * Watches one Camel.
   *
   * @param channels the stages to look after beside the threads
   * @param gone how long a route may rest between two ticks, beyond ten of them
   * @param stuck how long one node may take; longer than the longest request
   */
  public Watchdog(
      CamelContext context,
      RouteCare care,
      Ledger ledger,
      List<Progress> channels,
      Duration gone,
      Duration stuck) {
    this.context = context;
    this.pulse = care.pulse();
    this.ledger = ledger;
    this.channels = List.copyOf(channels);
    this.gone = gone;
    this.stuck = stuck;
  }

  /** Looks again and again until it is closed. */
  public Watchdog every(Duration period) {
    thread.scheduleWithFixedDelay(
        this::tick, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  /** The last line of defence: nothing may end it. */
  private void tick() {
    try {
      look();
      for (Progress channel : channels) {
        channel.look();
      }
    } catch (Exception | Error e) {
      LOG.warn("the watch over the routes could not look: {}; it looks again", e.toString(), e);
    }
  }

  /** Looks at every route once. */
  void look() {
    for (Route route : context.getRoutes()) {
      if (route.getConsumer() instanceof ScheduledPollConsumer consumer
          && context.getRouteController().getRouteStatus(route.getRouteId()).isStarted()) {
        pulse.takeStruck(route.getRouteId()).ifPresent(e -> tellStruck(route.getRouteId(), e));
        look(route.getRouteId(), consumer);
      }
    }
  }

  private void look(String route, ScheduledPollConsumer consumer) {
    Optional<Pulse.Beat> last = pulse.last(route);
    if (last.isEmpty()) {
      // It has not begun yet: counted from now.
      pulse.ends(route);
      return;
    }
    Duration quiet = Duration.ofNanos(pulse.nowNanos() - last.get().atNanos());
    Duration tick = Duration.of(consumer.getDelay(), consumer.getTimeUnit().toChronoUnit());
    if (last.get().running()) {
      if (quiet.compareTo(stuck) <= 0) {
        told.remove(route);
      } else if (told.add(route)) {
        tell(
            route,
            "route %s has been inside its step %s for %d minutes. What it works on is safe in the spool; restart the service if it lasts"
                .formatted(route, last.get().node(), quiet.toMinutes()));
      }
    } else if (quiet.compareTo(tick.multipliedBy(MISSED_TICKS).plus(gone)) > 0) {
      startAgain(route, quiet);
    }
  }

  private void startAgain(String route, Duration quiet) {
    try {
      context.getRouteController().stopRoute(route, STOP_SECONDS, TimeUnit.SECONDS);
      context.getRouteController().startRoute(route);
      pulse.ends(route);
      tell(
          route,
          "route %s had not moved for %d seconds, its thread was gone; it was started again and goes on from the ledger"
              .formatted(route, quiet.toSeconds()));
    } catch (Exception e) {
      LOG.warn("route {} could not be started again", route, e);
      if (told.add(route)) {
        tell(
            route,
            "route %s has not moved for %d seconds and could not be started again (%s); restart the service, nothing is lost by it"
                .formatted(route, quiet.toSeconds(), e.getMessage()));
      }
    }
  }

  private void tellStruck(String route, Error error) {
    tell(
        route,
        "an error came as far as the thread of route %s (%s). The route goes on; what it worked on is taken up by itself, at the latest at the next start"
            .formatted(route, new StepFailedException(error).getMessage()));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** A route's name begins with its channel's. */
  private void tell(String route, String text) {
    int dash = route.indexOf('-');
    ledger.alert(dash < 0 ? route : route.substring(0, dash), Optional.empty(), text);
  }
}
