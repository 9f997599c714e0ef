package ca.portage.gateway.inbound;

import ca.portage.cms.component.CryptoCms;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.StepFailedException;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.LedgerException;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code reject}: a part that could not be opened. If the fault may be ours (no key, disk, ledger)
 * it is held and tried again, and nothing is said to the sender; if it is the message's, it is
 * rejected and the sender is told. What may be the message's fault as well is held for {@code
 * schedule.holdMax} and rejected then (reliability P5).
 */
final class RejectStep implements Processor {
  private static final Duration NEXT_TRY = Duration.ofMinutes(10);

  /** A full disk or a file system that is away may be back at any moment. */
  private static final Duration NEXT_TRY_OF_THE_DISK = Duration.ofSeconds(10);

  private final Workbench bench;

  RejectStep(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public void process(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    String id = id(exchange);
    exchange.setProperty(ExchangeKeys.EVENT, "failed");
    Optional<Rejection> rejection = Rejection.of(cause, unproved(exchange), waited(id));
    if (rejection.isPresent()) {
      exchange.setProperty(ExchangeKeys.REJECTION, rejection.get());
      exchange.setProperty(ExchangeKeys.KIND, "rejected");
    } else {
      hold(exchange, id, cause);
    }
  }

  private boolean waited(String id) {
    Instant until =
        bench
            .ledger()
            .message(id)
            .orElseThrow()
            .created()
            .plus(bench.profile().schedule().holdMax());
    return !bench.clock().instant().isBefore(until);
  }

  private static boolean unproved(Exchange exchange) {
    return exchange.getProperty(OpenStep.DECRYPTED) != null
        && exchange.getProperty(CryptoCms.SIGNER) == null;
  }

  /** The part at hand, also when it could not even be taken. */
  private static String id(Exchange exchange) {
    if (exchange.getIn().getBody() instanceof InboundPart part) {
      exchange.setProperty(ExchangeKeys.MESSAGE, part.id());
    }
    return exchange.getProperty(ExchangeKeys.MESSAGE, String.class);
  }

  private void hold(Exchange exchange, String id, Throwable cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    Message before = bench.ledger().message(id).orElseThrow();
    boolean again = before.state() == State.HELD && before.reason().equals(Optional.of(reason));
    // A try in vain is no news to anybody.
    exchange.setProperty(ExchangeKeys.KIND, again ? "waits" : "held");
    if (StepFailedException.isError(cause)) {
      // It would most likely end the same way each time: only an operator has it tried again.
      bench
          .telling(id, "a received message is held until an operator releases it: " + reason)
          .fail(id, State.HELD, reason);
      return;
    }
    boolean disk = cause instanceof IOException || cause instanceof LedgerException;
    bench
        .telling(id, "a received message is held and tried again by itself: " + reason)
        .held(id, reason, bench.clock().instant().plus(disk ? NEXT_TRY_OF_THE_DISK : NEXT_TRY));
  }
}
