package ca.portage.gateway.inbound;

import ca.portage.content.Content;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.ediint.Disposition;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import ca.portage.mime.TransferEncoding;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code deliver}: the verified bytes appear in the inbox exactly once. The row DELIVERING names
 * the temporary file; after a crash its absence says that the file has arrived, also when the
 * broker's software has taken it away already (reliability P6).
 */
final class DeliverStep implements Processor {
  private final Workbench bench;
  private final Inbox inbox;

  DeliverStep(Workbench bench, Inbox inbox) {
    this.bench = bench;
    this.inbox = inbox;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    try {
      deliver(exchange);
      exchange.setProperty(ExchangeKeys.EVENT, "delivered");
    } catch (MalformedMimeException e) {
      // It is signed, but its content cannot be taken out: that will not mend itself.
      exchange.setProperty(
          ExchangeKeys.REJECTION,
          new Rejection(
              "it cannot be taken out of its part: " + e.getMessage(),
              Disposition.UNEXPECTED_PROCESSING_ERROR));
      exchange.setProperty(ExchangeKeys.EVENT, "failed");
    }
  }

  @DurableSteps({
    CrashPoint.DELIVER_WRITTEN,
    CrashPoint.DELIVER_COMMITTED,
    CrashPoint.DELIVER_MOVED
  })
  private void deliver(Exchange exchange) throws Exception {
    String id = exchange.getProperty(ExchangeKeys.MESSAGE, String.class);
    Message message = bench.ledger().message(id).orElseThrow();
    String name;
    if (message.state() == State.DELIVERING) {
      name = message.finalName().orElseThrow();
    } else {
      Entity entity =
          EntityReader.read(exchange.getIn().getMandatoryBody(Content.class), MimeLimits.DEFAULT);
      name = Inbox.name(bench.clock().instant(), kind(entity), id);
      inbox.write(
          id,
          TransferEncoding.decode(
              entity.body(),
              entity.headers().first("Content-Transfer-Encoding"),
              bench.scratch(exchange)));
      CrashPoint.DELIVER_WRITTEN.reached();
      bench.ledger().delivering(id, inbox.temporary(id).toString(), name);
      CrashPoint.DELIVER_COMMITTED.reached();
    }
    if (inbox.waits(id)) {
      inbox.publish(id, name);
      CrashPoint.DELIVER_MOVED.reached();
    }
  }

  private static String kind(Entity entity) {
    String type = entity.headers().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (type.contains("edifact")) {
      return "edifact";
    }
    return type.contains("consent") ? "cadex" : "other";
  }
}
