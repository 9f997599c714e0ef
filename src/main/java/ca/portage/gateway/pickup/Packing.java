package ca.portage.gateway.pickup;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** The messages being packed at this moment, so that none is packed by two routes at once. */
final class Packing {
  private final Set<String> ids = ConcurrentHashMap.newKeySet();

  /**
   * Marks a message until the exchange is complete.
   *
   * @return whether nobody else had it
   */
  boolean begin(String id, Exchange exchange) {
    if (!ids.add(id)) {
      return false;
    }
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                ids.remove(id);
              }
            });
    return true;
  }

  boolean busy(String id) {
    return ids.contains(id);
  }
}
