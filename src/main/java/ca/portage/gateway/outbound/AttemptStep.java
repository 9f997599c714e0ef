package ca.portage.gateway.outbound;

import ca.portage.content.Content;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.RequestHeaders;
import ca.portage.gateway.Workbench;
import ca.portage.gateway.http.WireEntity;
import ca.portage.spool.OutFolder;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code attempt}: commits the attempt, then hands the stored bytes to the https step. The row
 * comes first, so that no request can leave that the ledger does not know of (reliability I1).
 */
final class AttemptStep implements Processor {
  private final Workbench bench;

  AttemptStep(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    String id = exchange.getIn().getMandatoryBody(String.class);
    exchange.setProperty(ExchangeKeys.MESSAGE, id);
    OutFolder out = bench.spool().out(id);
    WireEntity entity = new WireEntity(Content.of(out.wire()), RequestHeaders.read(out.headers()));
    bench.ledger().attempt(id);
    exchange.setProperty(ExchangeKeys.WIRE, entity);
    exchange.setProperty(Exchange.SKIP_GZIP_ENCODING, Boolean.TRUE);
    exchange.getIn().setBody(entity);
  }
}
