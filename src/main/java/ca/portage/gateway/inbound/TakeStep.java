package ca.portage.gateway.inbound;

import ca.portage.cms.component.CryptoCms;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Download;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.mime.TransferEncoding;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code take}: the encrypted bytes of one part, binary whatever their transfer form (CIG K-15,
 * A part that is dealt with already is passed over, so that a download can be taken apart
 * again after a crash.
 */
final class TakeStep implements Processor {
  private static final Set<State> OPEN =
      EnumSet.of(State.STORED, State.VERIFIED, State.DELIVERING, State.HELD);

  private final Workbench bench;

  TakeStep(Workbench bench) {
    this.bench = bench;
  }

  @DurableSteps(CrashPoint.PART_TAKEN)
  @Override
  public void process(Exchange exchange) throws Exception {
    InboundPart part = exchange.getIn().getMandatoryBody(InboundPart.class);
    Message message = bench.ledger().message(part.id()).orElseThrow();
    if (!OPEN.contains(message.state()) || waits(message)) {
      exchange.setRouteStop(true);
      return;
    }
    exchange.setProperty(ExchangeKeys.MESSAGE, part.id());
    bench.atWork(part.id(), exchange);
    exchange.setProperty(ExchangeKeys.PART, part);
    exchange.setProperty(CryptoCms.RECEIVED, received(message).orElse(null));
    exchange.removeProperty(CryptoCms.SIGNER);
    exchange.removeProperty(ExchangeKeys.CLAIMS_RECEIPT);
    exchange.removeProperty(CryptoCms.GROUNDS);
    exchange.removeProperty(CryptoCms.PRESENTED);
    exchange.removeProperty(OpenStep.DECRYPTED);
    exchange.removeProperty(Compression.INFLATED);
    if (part.broken().isPresent()) {
      throw part.broken().get();
    }
    exchange
        .getIn()
        .setBody(
            TransferEncoding.der(
                part.body(),
                part.headers().first("Content-Transfer-Encoding"),
                bench.scratch(exchange)));
    CrashPoint.PART_TAKEN.reached();
  }

  /** When its bytes were in the spool: a signer is judged as of then, at whichever try. */
  private Optional<Instant> received(Message message) {
    return message.download().flatMap(bench.ledger()::download).flatMap(Download::stored);
  }

  /** What is held without a time waits for an operator; what ended the process rests. */
  private boolean waits(Message message) {
    boolean forOperator = message.state() == State.HELD && message.due().isEmpty();
    return forOperator || bench.spool().marks().rests(message.id());
  }
}
