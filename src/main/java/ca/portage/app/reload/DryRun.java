package ca.portage.app.reload;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Reads route files as the service would, in a Camel of their own in which no route ever starts:
 * the language, every component with its options, every step and value they name.
 */
public final class DryRun {
  /** Stands for all of them where Camel names the route and not the file. */
  private static final Path TOGETHER = Path.of("routes");

  private DryRun() {}

  /**
   * Tries the files together.
   *
   * @param texts the files with what stands in them
   * @param beans every step by its full name
   * @param values every value by its full name
   * @return how many routes they hold
   * @throws UnusableRoutesException with the file, the route and what is wrong
   */
  public static int of(
      Map<Path, byte[]> texts, Map<String, Object> beans, Map<String, String> values)
      throws UnusableRoutesException {
    Path at = TOGETHER;
    // Camel declares Exception on all of this.
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.disableJMX();
      context.setAutoStartup(false);
      beans.forEach(context.getRegistry()::bind);
      Properties properties = new Properties();
      properties.putAll(values);
      context.getPropertiesComponent().setOverrideProperties(properties);
      for (Map.Entry<Path, byte[]> file : texts.entrySet()) {
        at = file.getKey();
        PluginHelper.getRoutesLoader(context)
            .loadRoutes(ResourceHelper.fromBytes("file:" + at, file.getValue()));
      }
      at = TOGETHER;
      context.start();
      return ((ModelCamelContext) context).getRouteDefinitions().size();
    } catch (Exception e) {
      throw new UnusableRoutesException(at, e);
    }
  }
}
