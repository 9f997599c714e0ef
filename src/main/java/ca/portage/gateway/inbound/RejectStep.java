package ca.portage.gateway.inbound;

import ca.portage.cms.CmsException;
import ca.portage.ediint.Disposition;
import ca.portage.ediint.NotSignedException;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.StepFailedException;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.LedgerException;
import ca.portage.ledger.State;
import ca.portage.mime.MalformedMimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code reject}: a part that could not be opened. If the fault may be ours (no key, disk, ledger)
 * it is held and tried again, and nothing is said to the sender; if it is the message's, it is
 * rejected and the sender is told (reliability P5).
 */
final class RejectStep implements Processor {
  /** A missing key, or a clock that is wrong, is our fault until it is proved otherwise. */
  private static final Set<CmsException.Reason> OURS =
      EnumSet.of(
          CmsException.Reason.NO_RECIPIENT_KEY,
          CmsException.Reason.SIGNER_EXPIRED,
          CmsException.Reason.SIGNER_NOT_YET_VALID);

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
    if (cause instanceof CmsException cms && !OURS.contains(cms.reason())) {
      reject(exchange, Rejection.of(cms));
    } else if (cause instanceof NotSignedException) {
      reject(exchange, new Rejection(cause.getMessage(), Disposition.AUTHENTICATION_FAILED));
    } else if (cause instanceof MalformedMimeException) {
      reject(exchange, new Rejection(cause.getMessage(), Disposition.UNEXPECTED_PROCESSING_ERROR));
    } else {
      hold(exchange, id, cause);
    }
  }

  /** The part at hand, also when it could not even be taken. */
  private static String id(Exchange exchange) {
    if (exchange.getIn().getBody() instanceof InboundPart part) {
      exchange.setProperty(ExchangeKeys.MESSAGE, part.id());
    }
    return exchange.getProperty(ExchangeKeys.MESSAGE, String.class);
  }

  private static void reject(Exchange exchange, Rejection rejection) {
    exchange.setProperty(ExchangeKeys.REJECTION, rejection);
    exchange.setProperty(ExchangeKeys.KIND, "rejected");
  }

  private void hold(Exchange exchange, String id, Throwable cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    exchange.setProperty(ExchangeKeys.KIND, "held");
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
