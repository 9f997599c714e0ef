package ca.portage.app.guard;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** When each route was last seen to move, by a monotonic clock, and what struck its thread. */
final class Pulse {
  private final LongSupplier nanoTime;
  private final Map<String, Beat> beats = new ConcurrentHashMap<>();
  private final Map<String, Error> struck = new ConcurrentHashMap<>();

  /**
   * The last sign of life of a route.
   *
   * @param running whether its thread is inside the route
   * @param node the node that was passed last; empty before the first
   */
  record Beat(boolean running, String node, long atNanos) {}

  Pulse(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void begins(String route) {
    beats.put(route, new Beat(true, "", nanoTime.getAsLong()));
  }

  void passes(String route, String node) {
    beats.put(route, new Beat(true, node, nanoTime.getAsLong()));
  }

  void ends(String route) {
    beats.put(route, new Beat(false, "", nanoTime.getAsLong()));
  }

  /** An error came as far as the thread of a route; the thread goes on. */
  void struck(String route, Error error) {
    struck.put(route, error);
  }

  Optional<Beat> last(String route) {
    return Optional.ofNullable(beats.get(route));
  }

  /** The error that struck a route since it was last asked for. */
  Optional<Error> takeStruck(String route) {
    return Optional.ofNullable(struck.remove(route));
  }

  void forget(String route) {
    beats.remove(route);
    struck.remove(route);
  }

  long nowNanos() {
    return nanoTime.getAsLong();
  }
}
