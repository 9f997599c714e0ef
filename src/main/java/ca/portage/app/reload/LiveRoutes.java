package ca.portage.app.reload;

import ca.portage.app.guard.RouteCare;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.ScheduledPollConsumer;

/**
 * The routes of the running Camel, by the file they came from. Routes end only when what they have
 * in hand is done; nothing is ever cut off by a change of a file.
 */
final class LiveRoutes {
  private final CamelContext context;
  private final RouteCare care;
  private final Map<String, String> values = new HashMap<>();

  LiveRoutes(CamelContext context, RouteCare care) {
    this.context = context;
    this.care = care;
  }

  /** The values of the channels that run. */
  void values(Map<String, String> those) {
    values.putAll(those);
  }

  /**
   * Exchanges the routes of a file: stops those that run when they have nothing in hand, takes them
   * away, and starts the others. If these do not start, what ran before is put back.
   *
   * @param patience how long what is in hand may take
   * @throws SwapFailedException if it was not to be; the message says what runs now
   */
  void exchange(Path file, FileRoutes before, FileRoutes next, Duration patience)
      throws SwapFailedException {
    stop(file, patience);
    try {
      remove(file, before.beans().keySet());
      load(file, next);
    } catch (Exception e) {
      throw putBack(file, before, e);
    }
    forget(before, next);
  }

  private SwapFailedException putBack(Path file, FileRoutes before, Exception cause) {
    String what =
        "the routes of %s could not be started: %s"
            .formatted(file.getFileName(), cause.getMessage());
    try {
      remove(file, before.beans().keySet());
      load(file, before);
      return new SwapFailedException(what + ". What ran before was put back", cause);
    } catch (Exception e) {
      e.addSuppressed(cause);
      return new SwapFailedException(
          what
              + ". What ran before could not be put back either: nothing of it runs until a later try"
              + " or a restart",
          e);
    }
  }

  /**
   * Stops the routes of a file, those that begin something first; all of them, or none.
   *
   * @throws SwapFailedException if one does not stop; then all run on
   */
  private void stop(Path file, Duration patience) throws SwapFailedException {
    List<String> touched = new ArrayList<>();
    try {
      for (Route route : routes(file)) {
        touched.add(route.getRouteId());
        if (!context
            .getRouteController()
            .stopRoute(route.getRouteId(), patience.toMillis(), TimeUnit.MILLISECONDS, true)) {
          throw new TimeoutException("what they have in hand does not end");
        }
      }
    } catch (Exception e) {
      String what =
          "the routes of %s could not be stopped: %s".formatted(file.getFileName(), e.getMessage());
      throw new SwapFailedException(what + goOn(touched, e), e);
    }
  }

  /** Starts stopped routes again, as many as can be; says how they stand. */
  private String goOn(List<String> stopped, Exception cause) {
    List<String> idle = new ArrayList<>();
    for (String route : stopped) {
      try {
        context.getRouteController().startRoute(route);
      } catch (Exception e) {
        cause.addSuppressed(e);
        idle.add(route);
      }
    }
    return idle.isEmpty()
        ? ". They run on as before"
        : ". They run on as before except " + String.join(", ", idle) + ": restart the service";
  }

  /** What nothing names any more, keys above all, is not kept. */
  private void forget(FileRoutes before, FileRoutes next) {
    for (String bean : before.beans().keySet()) {
      if (!next.beans().containsKey(bean)) {
        context.getRegistry().unbind(bean);
      }
    }
    before.values().keySet().stream()
        .filter(value -> !next.values().containsKey(value))
        .forEach(values::remove);
  }

  /** Takes the stopped routes of a file away, with the endpoints that keep its beans. */
  private void remove(Path file, Collection<String> beans) throws Exception {
    Set<Endpoint> own = new HashSet<>();
    for (Route route : routes(file)) {
      own.add(route.getEndpoint());
      context.removeRoute(route.getRouteId());
      care.forget(route.getRouteId());
    }
    for (Endpoint endpoint : List.copyOf(context.getEndpoints())) {
      String uri = endpoint.getEndpointUri();
      if (own.contains(endpoint) && uri.startsWith("scheduler:")
          || beans.stream().anyMatch(bean -> names(uri, bean))) {
        context.removeEndpoint(endpoint);
      }
    }
  }

  /** An endpoint keeps what it looked up when it was made. */
  static boolean names(String uri, String bean) {
    String channel = bean.substring(0, bean.indexOf('.'));
    String address = uri.replaceFirst("\\?.*", "");
    return uri.contains("#" + bean)
        || uri.contains("%23" + bean)
        || uri.startsWith("crypto-cms:") && address.endsWith(":" + channel);
  }

  private void load(Path file, FileRoutes next) throws Exception {
    next.beans().forEach(context.getRegistry()::bind);
    values.putAll(next.values());
    Properties properties = new Properties();
    properties.putAll(values);
    context.getPropertiesComponent().setOverrideProperties(properties);
    if (next.text().isPresent()) {
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(ResourceHelper.fromBytes("file:" + file, next.text().get()));
    }
  }

  private List<Route> routes(Path file) {
    return context.getRoutes().stream()
        .filter(route -> isFrom(route.getSourceResource(), file))
        .sorted(
            Comparator.comparing(
                route -> route.getConsumer() instanceof ScheduledPollConsumer ? 0 : 1))
        .toList();
  }

  private static boolean isFrom(Resource source, Path file) {
    return source != null && source.getLocation().endsWith("/" + file.getFileName());
  }
}
