package ca.portage.app.reload;

import ca.portage.app.guard.RouteCare;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
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
   * Stops the routes of a file, those that begin something first.
   *
   * @param patience how long what is in hand may take
   * @return whether they all stand still; if not, they run on as before
   */
  boolean stop(Path file, Duration patience) throws Exception {
    List<String> stopped = new ArrayList<>();
    for (Route route : routes(file)) {
      String id = route.getRouteId();
      if (context
          .getRouteController()
          .stopRoute(id, patience.toMillis(), TimeUnit.MILLISECONDS, true)) {
        stopped.add(id);
      } else {
        stopped.add(id);
        start(stopped);
        return false;
      }
    }
    return true;
  }

  private void start(Collection<String> ids) throws Exception {
    for (String id : ids) {
      context.getRouteController().startRoute(id);
    }
  }

  /** Takes the stopped routes of a file away, with the endpoints that only they used. */
  void remove(Path file, Collection<String> beans) throws Exception {
    for (Route route : routes(file)) {
      String id = route.getRouteId();
      context.removeRoute(id);
      care.forget(id);
    }
    for (Endpoint endpoint : List.copyOf(context.getEndpoints())) {
      String uri = endpoint.getEndpointUri();
      if (beans.stream().anyMatch(bean -> names(uri, bean))) {
        context.removeEndpoint(endpoint);
      }
    }
  }

  /** An endpoint keeps what it looked up when it was made. */
  private static boolean names(String uri, String bean) {
    String channel = bean.substring(0, bean.indexOf('.'));
    return uri.contains("#" + bean)
        || uri.contains("%23" + bean)
        || uri.startsWith("crypto-cms:") && uri.replaceFirst("\\?.*", "").endsWith(":" + channel)
        || uri.startsWith("scheduler://" + channel + "-");
  }

  /** Binds steps and values, then starts the routes of a text under the name of its file. */
  void load(Path file, byte[] text, Map<String, Object> beans, Map<String, String> those)
      throws Exception {
    beans.forEach(context.getRegistry()::bind);
    values.putAll(those);
    Properties properties = new Properties();
    properties.putAll(values);
    context.getPropertiesComponent().setOverrideProperties(properties);
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.fromBytes("file:" + file, text));
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
