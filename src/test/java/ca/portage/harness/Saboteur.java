package ca.portage.harness;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Stands at every node of a service's routes, inside whatever guards them, and strikes. In the
 * harness's own process it throws an error at the first pass of each node on each route; as the
 * agent of another process it fills the heap over a file whose content says {@link #DEADLY}.
 *
 * <p>A home has it as a bean by the line {@link #BEAN} of its {@code application.properties}.
 */
public final class Saboteur implements CamelContextAware, InterceptStrategy {
  static final String BEAN = "camel.beans.saboteur=#class:ca.portage.harness.Saboteur\n";

  /** What a file holds that ends the process; the home is named by a system property. */
  static final String DEADLY = "DEADLY FILE";

  static final String HOME = "saboteur.home";
  private static final String DEADLY_NODE = "cig-seal-sign";

  private static final Set<String> STRUCK_NODES = ConcurrentHashMap.newKeySet();
  private static final Set<String> STRUCK_MESSAGES = ConcurrentHashMap.newKeySet();
  private static final List<Strike> STRIKES = new CopyOnWriteArrayList<>();
  private static volatile Set<String> spared = Set.of();
  private static volatile boolean armed;

  private CamelContext context;

  /**
   * One error.
   *
   * @param node where, as {@code route/node}, the route being the one that began the exchange
   * @param message the ledger's id of the message at hand; empty if there was none yet
   */
  record Strike(String node, String message) {}

  /** As an agent it only brings its classes along. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    armed = false;
  }

  /** Strikes from now on, once at each node of each route but not at the nodes of {@code spare}. */
  static void arm(Set<String> spare) {
    STRUCK_NODES.clear();
    STRUCK_MESSAGES.clear();
    STRIKES.clear();
    spared = Set.copyOf(spare);
    armed = true;
  }

  /** Strikes no more. */
  static List<Strike> disarm() {
    armed = false;
    return List.copyOf(STRIKES);
  }

  static int strikes() {
    return STRIKES.size();
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    context = camelContext;
    context.getCamelContextExtension().addInterceptStrategy(this);
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext camelContext, NamedNode definition, Processor target, Processor next) {
    return new DelegateAsyncProcessor(target) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        pass(definition.getId(), exchange);
        return super.process(exchange, callback);
      }
    };
  }

  private static void pass(String node, Exchange exchange) {
    String message = exchange.getProperty("PortageMessage", "", String.class);
    if (armed && node.startsWith("cig-") && !spared.contains(node)) {
      strike(exchange.getFromRouteId() + "/" + node, message);
    }
    if (node.equals(DEADLY_NODE) && !message.isEmpty() && deadly(message)) {
      fillTheHeap();
    }
  }

  /** A message is struck once, so that it can be told what came of it. */
  private static synchronized void strike(String node, String message) {
    boolean fresh = message.isEmpty() || !STRUCK_MESSAGES.contains(message);
    if (!fresh || !STRUCK_NODES.add(node)) {
      return;
    }
    STRUCK_MESSAGES.add(message);
    STRIKES.add(new Strike(node, message));
    String text = "saboteur at " + node;
    throw STRIKES.size() % 2 == 0 ? new OutOfMemoryError(text) : new StackOverflowError(text);
  }

  private static boolean deadly(String message) {
    String home = System.getProperty(HOME);
    if (home == null) {
      return false;
    }
    Path payload = Path.of(home, "spool", "out", message, "payload");
    try {
      return Files.exists(payload)
          && Files.readString(payload, StandardCharsets.ISO_8859_1).contains(DEADLY);
    } catch (IOException e) {
      throw new IllegalStateException("the saboteur cannot read " + payload, e);
    }
  }

  private static void fillTheHeap() {
    List<long[]> heap = new ArrayList<>();
    while (heap.size() < Integer.MAX_VALUE) {
      heap.add(new long[1 << 17]);
    }
    throw new IllegalStateException(Map.of("heap", heap.size()).toString());
  }
}
