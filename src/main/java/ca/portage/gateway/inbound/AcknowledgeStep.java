package ca.portage.gateway.inbound;

import ca.portage.config.RequestKind;
import ca.portage.content.Content;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Packed;
import ca.portage.gateway.Sealed;
import ca.portage.gateway.Sidecar;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Evidence;
import ca.portage.ledger.NewReceipt;
import ca.portage.ledger.Notice;
import ca.portage.ledger.Report;
import ca.portage.ledger.Transitions;
import ca.portage.mime.MalformedMimeException;
import java.io.IOException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

/**
 * {@code acknowledge}: one commit says that the interchange is delivered (or rejected) and that its
 * receipt is due, so that neither can be without the other (reliability I5).
 */
final class AcknowledgeStep implements Processor {
  private static final String SEAL_REPORT = "PortageSealReport";

  private final Workbench bench;

  AcknowledgeStep(Workbench bench) {
    this.bench = bench;
  }

  @DurableSteps({CrashPoint.DELIVERED_COMMITTED, CrashPoint.DELIVERED_NOTED})
  @Override
  public void process(Exchange exchange) throws Exception {
    String id = exchange.getProperty(ExchangeKeys.MESSAGE, String.class);
    Optional<NewReceipt> receipt =
        exchange.getProperty(ExchangeKeys.RECEIPT) == null
            ? Optional.empty()
            : Optional.of(store(exchange));
    Rejection rejection = exchange.getProperty(ExchangeKeys.REJECTION, Rejection.class);
    Transitions ledger = sealed(exchange, receipt);
    if (rejection == null) {
      ledger.delivered(id, receipt);
      if (receipt.isEmpty()) {
        bench.ledger().closed(id, "no receipt was asked for");
      }
    } else {
      ledger
          .proving(
              id,
              Evidence.Step.REJECTED,
              Optional.empty(),
              Believed.refused(bench, exchange, id, rejection))
          .telling(
              Notice.of(bench.name(), id, "a received message is rejected: " + rejection.reason()))
          .rejected(id, rejection.reason(), receipt);
    }
    CrashPoint.DELIVERED_COMMITTED.reached();
    if (receipt.isPresent()) {
      Sidecar.write(bench, bench.ledger().message(receipt.get().id()).orElseThrow());
      CrashPoint.DELIVERED_NOTED.reached();
    }
  }

  /** The ledger, which keeps with the receipt what it was sealed with. */
  private Transitions sealed(Exchange exchange, Optional<NewReceipt> receipt) {
    Report report = exchange.getProperty(SEAL_REPORT, Report.class);
    return receipt.isEmpty()
        ? bench.ledger()
        : bench
            .ledger()
            .proving(receipt.get().id(), Evidence.Step.SEALED, Optional.empty(), report);
  }

  @DurableSteps(CrashPoint.RECEIPT_STORED)
  private NewReceipt store(Exchange exchange)
      throws IOException, InvalidPayloadException, MalformedMimeException {
    String receiptId = bench.ids().next();
    Packed packed =
        Packed.write(
            bench,
            receiptId,
            RequestKind.RECEIPT,
            exchange.getIn().getMandatoryBody(Content.class));
    exchange.setProperty(
        SEAL_REPORT, Sealed.of(exchange).keep(bench, receiptId, packed, true, exchange));
    CrashPoint.RECEIPT_STORED.reached();
    return new NewReceipt(
        receiptId,
        "receipt",
        packed.id().value(),
        packed.wire().sha256Hex(),
        packed.wire().sizeBytes());
  }
}
