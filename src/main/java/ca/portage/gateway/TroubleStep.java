package ca.portage.gateway;

import ca.portage.ledger.Conclusion;
import ca.portage.ledger.Download;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.LedgerException;
import ca.portage.ledger.Message;
import ca.portage.ledger.Outcome;
import ca.portage.ledger.State;
import ca.portage.ledger.Transitions;
import ca.portage.ledger.Ulid;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code trouble}: whatever a step threw, errors included, holds the one message at hand and lets
 * the route go on. A disk or a ledger that fails is tried again by itself; anything else waits for
 * an admin.
 */
final class TroubleStep implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(TroubleStep.class);
  private static final Duration NEXT_TRY = Duration.ofSeconds(10);
  private static final Duration TOLD_FOR = Duration.ofMinutes(5);
  private static final int MAX_TOLD = 1000;

  private final Workbench bench;
  private final Postponed postponed;
  private final LongSupplier nanoTime;
  private final Map<String, Long> told = new LinkedHashMap<>();

  TroubleStep(Workbench bench, Postponed postponed, LongSupplier nanoTime) {
    this.bench = bench;
    this.postponed = postponed;
    this.nanoTime = nanoTime;
  }

  @Override
  public void process(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    String route = exchange.getProperty(Exchange.FAILURE_ROUTE_ID, String.class);
    String id = subject(exchange, ExchangeKeys.MESSAGE);
    exchange.setProperty(ExchangeKeys.EVENT, "failed");
    String reason = "in " + route + ": " + describe(cause);
    LOG.debug("{}", reason, cause);
    try {
      Optional<Message> message = id == null ? Optional.empty() : bench.ledger().message(id);
      if (message.isPresent()) {
        hold(message.get(), cause, reason);
      } else {
        putOff(exchange, reason);
      }
    } catch (RuntimeException e) {
      // The ledger itself fails: the message stays in its last state and is met again from there.
      if (news("not noted " + reason)) {
        LOG.error("{}; and it could not be noted in the ledger: {}", reason, e.getMessage());
      }
    }
  }

  /** What was at hand; before the first step it is named by the body alone. */
  private static String subject(Exchange exchange, String key) {
    String named = exchange.getProperty(key, String.class);
    boolean listed = exchange.getIn().getBody() instanceof String body && Ulid.isOne(body);
    return named == null && listed ? exchange.getIn().getBody(String.class) : named;
  }

  /** A download that cannot be taken apart now is tried again later, not at every tick. */
  private void putOff(Exchange exchange, String reason) {
    String download = subject(exchange, ExchangeKeys.DOWNLOAD);
    if (download != null
        && bench.ledger().download(download).map(Download::state).orElse(DownloadState.OPEN)
            == DownloadState.STORED) {
      bench.ledger().retryUnpack(download, bench.clock().instant().plus(NEXT_TRY));
    }
    if (news(reason)) {
      bench.ledger().alert(bench.name(), Optional.empty(), reason);
    }
  }

  /** What fails for the disk's sake is not the message's matter, and may work at any moment. */
  private static boolean ofTheDisk(Throwable cause) {
    return cause instanceof LedgerException
        || (cause instanceof IOException
            && !(cause instanceof DamagedMessageException)
            && !(cause instanceof NoSuchFileException));
  }

  private void hold(Message message, Throwable cause, String reason) {
    if (message.state() == State.VERIFIED && ofTheDisk(cause)) {
      tell(message, "is verified and waits; the inbox or the spool cannot take it: ", reason);
      return;
    }
    // A key that has ended is replaced some day; the message waits for it.
    boolean passing =
        cause instanceof IOException
            || cause instanceof LedgerException
            || cause instanceof IllegalStateException;
    if (StepFailedException.isError(cause) && afterError(message, reason)) {
      return;
    }
    switch (message.state()) {
      case STORED, VERIFIED -> {
        boolean first =
            bench.ledger().events(message.id()).stream()
                .noneMatch(e -> e.to().equals(State.HELD.name()));
        Transitions ledger =
            first
                ? bench.telling(
                    message.id(), "a received message is held and tried again: " + reason)
                : bench.ledger();
        ledger.held(message.id(), reason, bench.clock().instant().plus(NEXT_TRY));
      }
      case HELD, DELIVERING -> tell(message, "waits; a step failed: ", reason);
      case CLAIMED -> holdClaimed(message, passing, reason);
      case PACKAGED, AMBIGUOUS -> {
        if (ofTheDisk(cause)) {
          postponed.postpone(message.id(), NEXT_TRY);
          tell(message, "could not be sent and is tried again: ", reason);
        } else {
          bench
              .telling(message.id(), "the message is held, nothing more was sent: " + reason)
              .fail(message.id(), State.HELD, reason);
        }
      }
      default -> tell(message, "stays " + message.state() + "; a later step failed: ", reason);
    }
  }

  /**
   * Holds what an error struck until an operator releases it: trying again would most likely end
   * the same way.
   *
   * @return false if its state rules that out, or others hold it as well
   */
  private boolean afterError(Message message, String reason) {
    switch (message.state()) {
      case STORED, VERIFIED -> {
        bench
            .telling(
                message.id(), "a received message is held until an operator releases it: " + reason)
            .fail(message.id(), State.HELD, reason);
        return true;
      }
      case SENDING -> {
        Conclusion held = new Conclusion(Outcome.HELD, Optional.empty(), reason, Optional.empty());
        String text =
            "the message is held; it may have arrived, so ask the help desk before you release it: ";
        bench.telling(message.id(), text + reason).conclude(message.id(), held);
        return true;
      }
      default -> {
        return false;
      }
    }
  }

  private void holdClaimed(Message message, boolean passing, String reason) {
    if (passing) {
      postponed.postpone(message.id(), NEXT_TRY);
      tell(message, "could not be packed and is tried again by itself: ", reason);
    } else {
      bench
          .telling(message.id(), "the message is held, nothing was sent: " + reason)
          .fail(message.id(), State.HELD, reason);
    }
  }

  private void tell(Message message, String what, String reason) {
    if (news(reason)) {
      bench.alert(message.id(), "the message " + what + reason);
    }
  }

  /**
   * Whether this was not told in the last minutes: a step that fails again every second says it
   * once.
   */
  private synchronized boolean news(String reason) {
    long now = nanoTime.getAsLong();
    told.values().removeIf(since -> now - since > TOLD_FOR.toNanos());
    return told.size() < MAX_TOLD && told.putIfAbsent(reason, now) == null;
  }

  private static String describe(Throwable cause) {
    if (cause == null) {
      return "an unknown error";
    }
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
