package ca.portage.gateway;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The messages and downloads with a request under way in this process. A row that says so and is
 * not here was left behind by a commit that failed.
 */
public final class InFlight {
  private final Set<String> ids = ConcurrentHashMap.newKeySet();

  /** A request begins. */
  public void begin(String id) {
    ids.add(id);
  }

  /** Its exchange has ended. */
  public void end(String id) {
    ids.remove(id);
  }

  /** Whether a request is under way. */
  public boolean has(String id) {
    return ids.contains(id);
  }
}
