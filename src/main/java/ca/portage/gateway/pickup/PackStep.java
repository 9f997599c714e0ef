package ca.portage.gateway.pickup;

import ca.portage.config.RequestKind;
import ca.portage.content.Content;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.ediint.Mic;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Packed;
import ca.portage.gateway.Sealed;
import ca.portage.gateway.Sidecar;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Evidence;
import ca.portage.ledger.Message;
import ca.portage.ledger.Report;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code pack}: the message exists from here on. Its bytes, id and MIC are forced before the row
 * says PACKAGED, and are what is sent and sent again for ever (reliability O2, I1, I7).
 */
final class PackStep implements Processor {
  private final Workbench bench;

  PackStep(Workbench bench) {
    this.bench = bench;
  }

  @DurableSteps({CrashPoint.PACK_COMMITTED, CrashPoint.PACK_NOTED})
  @Override
  public void process(Exchange exchange) throws Exception {
    String id = exchange.getProperty(ExchangeKeys.MESSAGE, String.class);
    Mic mic = exchange.getProperty(ExchangeKeys.MIC, Mic.class);
    Packed packed =
        Packed.write(
            bench, id, RequestKind.SUBMIT, exchange.getIn().getMandatoryBody(Content.class));
    Report report = Sealed.of(exchange).keep(bench, id, packed, false, exchange);
    Message message =
        bench
            .ledger()
            .proving(id, Evidence.Step.SEALED, Optional.empty(), report)
            .packaged(
                id,
                packed.id().value(),
                mic.toString(),
                packed.wire().sha256Hex(),
                packed.wire().sizeBytes(),
                bench.clock().instant());
    CrashPoint.PACK_COMMITTED.reached();
    Sidecar.write(bench, message);
    CrashPoint.PACK_NOTED.reached();
    exchange.getIn().setBody(id);
  }
}
