package ca.portage.gateway.pickup;

import ca.portage.gateway.Postponed;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code claimed}: the claimed messages that nobody is packing: left over by a crash, released, or
 * waiting for their next try after the spool could not take them. None while the disk is full.
 */
final class ClaimedStep implements Processor {
  private static final int LOOK = 10_000;
  private static final int BATCH = 50;

  private final Workbench bench;
  private final Packing packing;
  private final Postponed postponed;

  ClaimedStep(Workbench bench, Packing packing, Postponed postponed) {
    this.bench = bench;
    this.packing = packing;
    this.postponed = postponed;
  }

  @Override
  public void process(Exchange exchange) {
    if (bench.obstacle().isPresent()) {
      exchange.getIn().setBody(List.of());
      return;
    }
    List<String> ids =
        bench
            .ledger()
            .messages(
                new Filter(
                    Optional.of(bench.name()),
                    Optional.of(State.CLAIMED),
                    Optional.of(Direction.OUT),
                    Optional.empty(),
                    LOOK))
            .stream()
            .map(Message::id)
            .filter(id -> !packing.busy(id) && !postponed.waits(id))
            .sorted()
            .limit(BATCH)
            .toList();
    exchange.getIn().setBody(ids);
    exchange.setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, !ids.isEmpty());
  }
}
