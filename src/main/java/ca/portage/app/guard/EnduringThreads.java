package ca.portage.app.guard;

import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.apache.camel.util.concurrent.RejectableScheduledThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads behind file and scheduler consumers. An error that no node caught, such as one thrown
 * by a poll strategy or between two nodes, would take the consumer off its schedule for ever; here
 * it is noted and the next tick comes.
 */
final class EnduringThreads extends DefaultThreadPoolFactory {
  private static final Logger LOG = LoggerFactory.getLogger(EnduringThreads.class);

  private final Pulse pulse;

  EnduringThreads(Pulse pulse) {
    this.pulse = pulse;
  }

  @Override
  public ScheduledExecutorService newScheduledThreadPool(
      ThreadPoolProfile profile, ThreadFactory threads) {
    RejectedExecutionHandler rejected =
        profile.getRejectedExecutionHandler() == null
            ? new ThreadPoolExecutor.CallerRunsPolicy()
            : profile.getRejectedExecutionHandler();
    Pool pool = new Pool(profile.getPoolSize(), threads, rejected);
    pool.setRemoveOnCancelPolicy(true);
    return pool;
  }

  private final class Pool extends RejectableScheduledThreadPoolExecutor {
    Pool(int size, ThreadFactory threads, RejectedExecutionHandler rejected) {
      super(size, threads, rejected);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
        Runnable task, long initialDelay, long delay, TimeUnit unit) {
      return super.scheduleWithFixedDelay(enduring(task), initialDelay, delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
        Runnable task, long initialDelay, long period, TimeUnit unit) {
      return super.scheduleAtFixedRate(enduring(task), initialDelay, period, unit);
    }
  }

  private Runnable enduring(Runnable task) {
    return () -> {
      String route = route(task);
      pulse.begins(route);
      try {
        task.run();
      } catch (Error e) {
        pulse.struck(route, e);
        LOG.error("an error came as far as the thread of route {}; the route goes on", route, e);
      } finally {
        pulse.ends(route);
      }
    };
  }

  private static String route(Runnable task) {
    return task instanceof DefaultConsumer consumer && consumer.getRoute() != null
        ? consumer.getRoute().getRouteId()
        : task.toString();
  }
}
