package ca.portage.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/**
 * Runs a stop when the process is asked to end, so that it ends with its own exit code.
 *
 * <p>A shutdown hook alone would do the stop too, but the process would then always leave with 143,
 * which service managers count as a failure. Java offers signals only in {@code sun.misc}, reached
 * here by reflection; where that is missing the shutdown hook remains.
 */
final class StopSignals {
  /** What an impatient second Ctrl-C leaves with: 128 + SIGINT. */
  private static final int INTERRUPTED = 130;

  private StopSignals() {}

  /** Runs {@code stop} once, on a thread of its own, at SIGTERM or SIGINT. */
  static void onStop(Runnable stop) {
    AtomicBoolean asked = new AtomicBoolean();
    Runnable once =
        () -> {
          if (asked.compareAndSet(false, true)) {
            stop.run();
          } else {
            Runtime.getRuntime().halt(INTERRUPTED);
          }
        };
    for (String signal : List.of("TERM", "INT")) {
      try {
        handle(signal, once);
      } catch (ReflectiveOperationException e) {
        LoggerFactory.getLogger(StopSignals.class)
            .debug("this Java gives no signals; a stop will leave with 143", e);
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
        return;
      }
    }
  }

  private static void handle(String name, Runnable action) throws ReflectiveOperationException {
    Class<?> signals = Class.forName("sun.misc.Signal");
    Class<?> handlers = Class.forName("sun.misc.SignalHandler");
    Object handler =
        Proxy.newProxyInstance(
            StopSignals.class.getClassLoader(), new Class<?>[] {handlers}, new Handler(action));
    Method handle = signals.getMethod("handle", signals, handlers);
    try {
      handle.invoke(null, signals.getConstructor(String.class).newInstance(name), handler);
    } catch (InvocationTargetException e) {
      throw new ReflectiveOperationException("the signal " + name + " is taken", e);
    }
  }

  private record Handler(Runnable action) implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
      return switch (method.getName()) {
        case "handle" -> {
          action.run();
          yield null;
        }
        case "hashCode" -> System.identityHashCode(proxy);
        case "equals" -> proxy == arguments[0];
        default -> "stop signal";
      };
    }
  }
}
