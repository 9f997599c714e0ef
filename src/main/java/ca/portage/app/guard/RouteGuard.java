package ca.portage.app.guard;

import ca.portage.gateway.StepFailedException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Ordered;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Stands round every node of every route, Camel's own included: what is thrown there as an {@link
 * Error} goes on as an exception, so that the route's trouble step holds the one message at hand.
 * Camel 4.18 catches exceptions only; an error would end the exchange half done and the route's
 * thread for ever.
 */
final class RouteGuard implements InterceptStrategy, Ordered {
  private final Pulse pulse;

  RouteGuard(Pulse pulse) {
    this.pulse = pulse;
  }

  /** Outermost, round every other strategy. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST;
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode definition, Processor target, Processor next) {
    return new Node(definition.getId(), target);
  }

  private final class Node extends DelegateAsyncProcessor {
    private final String id;

    Node(String id, Processor target) {
      super(target);
      this.id = id;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      if (exchange.getFromRouteId() != null) {
        pulse.passes(exchange.getFromRouteId(), id);
      }
      Once once = new Once(callback);
      try {
        return super.process(exchange, once);
      } catch (Error e) {
        if (!once.free()) {
          // The node had ended before: its outcome is told, and only the thread can be saved.
          throw e;
        }
        exchange.setException(new StepFailedException(e));
        callback.done(true);
        return true;
      }
    }
  }

  /** A callback that is made once. */
  private static final class Once implements AsyncCallback {
    private final AsyncCallback callback;
    private final AtomicBoolean made = new AtomicBoolean();

    Once(AsyncCallback callback) {
      this.callback = callback;
    }

    boolean free() {
      return made.compareAndSet(false, true);
    }

    @Override
    public void done(boolean doneSync) {
      if (free()) {
        callback.done(doneSync);
      }
    }
  }
}
