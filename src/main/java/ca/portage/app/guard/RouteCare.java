package ca.portage.app.guard;

import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelContextCustomizer;

/** Sets a Camel up so that no error ends a route; bound as a bean before Camel is configured. */
public final class RouteCare implements CamelContextCustomizer {
  private final Pulse pulse;

  /** Care for one Camel; {@code nanoTime} is monotonic. */
  public RouteCare(LongSupplier nanoTime) {
    this.pulse = new Pulse(nanoTime);
  }

  @Override
  public void configure(CamelContext context) {
    context.getCamelContextExtension().addInterceptStrategy(new RouteGuard(pulse));
    context.getExecutorServiceManager().setThreadPoolFactory(new EnduringThreads(pulse));
  }

  /** Forgets a route that is taken away; one that comes under its name is counted anew. */
  public void forget(String route) {
    pulse.forget(route);
  }

  Pulse pulse() {
    return pulse;
  }
}
