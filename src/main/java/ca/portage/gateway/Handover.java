package ca.portage.gateway;

import ca.portage.gateway.http.WireEntity;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Hands a stored request to the https step, and ends the watch over it when the exchange ends. */
public final class Handover {
  private Handover() {}

  /** Makes {@code entity} the body of the exchange. */
  public static void to(Exchange exchange, WireEntity entity) {
    exchange.setProperty(ExchangeKeys.WIRE, entity);
    exchange.setProperty(Exchange.SKIP_GZIP_ENCODING, Boolean.TRUE);
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                entity.finished();
              }
            });
    exchange.getIn().setBody(entity);
  }
}
