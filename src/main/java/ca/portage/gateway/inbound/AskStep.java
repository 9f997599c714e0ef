package ca.portage.gateway.inbound;

import ca.portage.config.RequestKind;
import ca.portage.content.Content;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.ediint.MessageId;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Handover;
import ca.portage.gateway.RequestHeaders;
import ca.portage.gateway.Workbench;
import ca.portage.gateway.http.WireEntity;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** {@code ask}: commits the download's row, then hands the request to the https step (P1). */
final class AskStep implements Processor {
  private final Workbench bench;

  AskStep(Workbench bench) {
    this.bench = bench;
  }

  @DurableSteps({CrashPoint.POLL_PRECHECKED, CrashPoint.POLL_COMMITTED})
  @Override
  public void process(Exchange exchange) throws Exception {
    Content body = exchange.getIn().getMandatoryBody(Content.class);
    MessageId messageId = bench.messageIds().next();
    WireEntity entity =
        new WireEntity(body, RequestHeaders.of(bench, RequestKind.COLLECT, messageId, body.size()));
    String id = bench.ids().next();
    bench.underWay(id, exchange);
    CrashPoint.POLL_PRECHECKED.reached();
    bench.ledger().openDownload(id, bench.name(), messageId.value());
    CrashPoint.POLL_COMMITTED.reached();
    exchange.setProperty(ExchangeKeys.DOWNLOAD, id);
    Handover.to(exchange, entity);
  }
}
