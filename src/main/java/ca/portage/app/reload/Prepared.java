package ca.portage.app.reload;

import ca.portage.config.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * A channel ready to run: everything its routes name, made and checked, and nothing begun.
 *
 * @param channel as its file says
 * @param beans by their full names, {@code cig.claim}
 * @param values that the route file names as {@code {{cig.poll}}}
 * @param recovery makes good what the end of an earlier run left open
 * @param requests how long one of its requests may take, so long an exchange of its routes waits
 * @param inUse is called once it runs, each time that it is taken into use
 */
public record Prepared(
    Channel channel,
    Map<String, Object> beans,
    Map<String, String> values,
    Recovery recovery,
    Duration requests,
    Runnable inUse) {
  /** What is done once, before the routes of a channel start that did not run before. */
  @FunctionalInterface
  public interface Recovery {
    /** Makes good what was interrupted. */
    void run() throws IOException;
  }

  /** Copies the maps. */
  public Prepared {
    Objects.requireNonNull(channel);
    beans = Map.copyOf(beans);
    values = Map.copyOf(values);
    Objects.requireNonNull(recovery);
    Objects.requireNonNull(requests);
    Objects.requireNonNull(inUse);
  }
}
