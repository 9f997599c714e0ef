package ca.portage.gateway.inbound;

import ca.portage.gateway.Workbench;
import ca.portage.ledger.Conclusion;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Filter;
import ca.portage.ledger.IllegalTransitionException;
import ca.portage.ledger.Message;
import ca.portage.ledger.Outcome;
import ca.portage.ledger.State;
import java.io.IOException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code stale}: requests whose end a failing disk or ledger kept from being noted. They are
 * treated as a restart would treat them, without waiting for one: what was being sent is ambiguous,
 * what was being received is taken from what is stored.
 */
final class StaleStep implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(StaleStep.class);
  private static final int LOOK = 1000;

  private final Workbench bench;
  private final Recovery recovery;

  StaleStep(Workbench bench, Recovery recovery) {
    this.bench = bench;
    this.recovery = recovery;
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    bench
        .ledger()
        .messages(
            new Filter(
                Optional.of(bench.name()),
                Optional.of(State.SENDING),
                Optional.of(Direction.OUT),
                Optional.empty(),
                LOOK))
        .stream()
        .map(Message::id)
        .filter(this::isStale)
        .forEach(this::conclude);
    recovery.stale();
  }

  /** Asked in this order: a request that began after the row was read is under way by then. */
  private boolean isStale(String id) {
    boolean sending =
        bench.ledger().message(id).filter(m -> m.state() == State.SENDING).isPresent();
    return sending && !bench.inFlight().has(id);
  }

  private void conclude(String id) {
    try {
      bench
          .telling(id, "it is not known whether the message arrived: its end could not be noted")
          .conclude(
              id,
              new Conclusion(
                  Outcome.AMBIGUOUS,
                  Optional.empty(),
                  "the end of the attempt could not be noted",
                  Optional.of(
                      bench.clock().instant().plus(bench.profile().schedule().ambiguousWindow()))));
    } catch (IllegalTransitionException e) {
      LOG.debug("{} was concluded meanwhile", id, e);
    }
  }
}
