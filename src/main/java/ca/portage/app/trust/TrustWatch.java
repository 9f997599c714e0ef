package ca.portage.app.trust;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the trust of every channel look after itself, each in turn, on a thread of its own: a
 * directory that does not answer must hold nothing but the next look.
 */
public final class TrustWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrustWatch.class);

  private final Map<String, GatewayTrust> watched = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "portage-trust");
            thread.setDaemon(true);
            return thread;
          });

  /** Watches a channel from now on, in place of an earlier trust of the same channel. */
  public void watch(String channel, GatewayTrust trust) {
    watched.put(channel, trust);
  }

  /** Forgets every channel but these, as they are the ones that run. */
  public void only(Collection<String> channels) {
    watched.keySet().retainAll(channels);
  }

  /** Begins to look, at once and then every {@code period}. */
  public void start(Duration period) {
    looks.scheduleWithFixedDelay(this::look, 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    watched.forEach(
        (channel, trust) -> {
          try {
            trust.look();
          } catch (RuntimeException | Error e) {
            // An executor drops a task for ever once something passes out of it.
            LOG.error("{}: looking after its trust failed and is tried again", channel, e);
          }
        });
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
