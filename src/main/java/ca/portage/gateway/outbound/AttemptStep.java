package ca.portage.gateway.outbound;

import ca.portage.content.Content;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.gateway.DamagedMessageException;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Handover;
import ca.portage.gateway.RequestHeaders;
import ca.portage.gateway.Workbench;
import ca.portage.gateway.http.WireEntity;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.spool.OutFolder;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code attempt}: commits the attempt, then hands the stored bytes to the https step. The row
 * comes first, so that no request can leave that the ledger does not know of (reliability I1).
 */
final class AttemptStep implements Processor {
  private static final Set<State> SENDABLE = EnumSet.of(State.PACKAGED, State.AMBIGUOUS);

  private final Workbench bench;

  AttemptStep(Workbench bench) {
    this.bench = bench;
  }

  @DurableSteps({CrashPoint.ATTEMPT_READ, CrashPoint.ATTEMPT_COMMITTED})
  @Override
  public void process(Exchange exchange) throws Exception {
    String id = exchange.getIn().getMandatoryBody(String.class);
    exchange.setProperty(ExchangeKeys.MESSAGE, id);
    if (!awaitsAttempt(id) || bench.halted()) {
      exchange.setRouteStop(true);
      return;
    }
    bench.atWork(id, exchange);
    OutFolder out = bench.spool().out(id);
    WireEntity entity = new WireEntity(Content.of(out.wire()), RequestHeaders.read(out.headers()));
    requireStoredMessage(id, out, entity);
    bench.underWay(id, exchange);
    CrashPoint.ATTEMPT_READ.reached();
    bench.ledger().attempt(id);
    CrashPoint.ATTEMPT_COMMITTED.reached();
    Handover.to(exchange, entity);
  }

  /** A receipt, or an operator, may have settled it since it was listed as due. */
  private boolean awaitsAttempt(String id) {
    return bench.ledger().message(id).map(Message::state).filter(SENDABLE::contains).isPresent();
  }

  /** What is sent is what the ledger knows, by id and length (reliability I7). */
  private void requireStoredMessage(String id, OutFolder out, WireEntity entity)
      throws IOException {
    String known = bench.ledger().message(id).flatMap(Message::messageId).orElse("");
    boolean sameId = entity.header("Message-Id").filter(known::equals).isPresent();
    boolean sameLength =
        bench
            .ledger()
            .wire(id)
            .filter(wire -> wire.sizeBytes() == entity.getContentLength())
            .isPresent();
    if (!sameId || !sameLength) {
      throw new DamagedMessageException(
          out.folder() + " does not hold the message the ledger knows; it was not sent");
    }
  }
}
