package ca.portage.harness;

import ca.portage.ledger.Direction;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * What a route would do that trusts its clock alone: whatever is due goes out, ambiguous or not,
 * without a look at the receipt queue. The control of {@link CutsIT} puts it in the place of {@code
 * cig.due}.
 */
public final class ImpatientDue {
  private static final int LOOK = 1000;
  private static volatile Ledger ledger;

  /** Where the next ones look; nothing is due while there is none. */
  static void looksInto(Ledger next) {
    ledger = next;
  }

  /** Lists what is due. */
  public void due(Exchange exchange) {
    Instant now = Instant.now();
    List<String> ids =
        Optional.ofNullable(ledger)
            .map(open -> open.messages(new Filter(none(), none(), out(), none(), LOOK)))
            .orElse(List.of())
            .stream()
            .filter(m -> m.state() == State.PACKAGED || m.state() == State.AMBIGUOUS)
            .filter(m -> m.due().filter(at -> !at.isAfter(now)).isPresent())
            .map(Message::id)
            .toList();
    exchange.getIn().setBody(ids);
    exchange.setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, !ids.isEmpty());
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  private static Optional<Direction> out() {
    return Optional.of(Direction.OUT);
  }
}
