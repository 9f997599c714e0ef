package ca.portage.gateway.outbound;

import ca.portage.gateway.Postponed;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Ambiguity;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code due}: the messages whose time has come, oldest first. An ambiguous one waits until the
 * {@link ReceiptQueue} was read, and is left to an operator if that does not come about in time
 * (reliability O3U).
 */
final class DueStep implements Processor {
  private static final int BATCH = 50;

  private final Workbench bench;
  private final Postponed postponed;

  DueStep(Workbench bench, Postponed postponed) {
    this.bench = bench;
    this.postponed = postponed;
  }

  private record Due(Instant created, String id) {}

  @Override
  public void process(Exchange exchange) {
    if (bench.obstacle().isPresent()) {
      // The channel is stopped, or what an attempt comes to could not be recorded.
      exchange.getIn().setBody(List.of());
      return;
    }
    List<Due> due = new ArrayList<>();
    for (Message message : bench.ledger().due(bench.name(), BATCH)) {
      due.add(new Due(message.created(), message.id()));
    }
    due.addAll(resends());
    List<String> ids =
        due.stream()
            .sorted(Comparator.comparing(Due::created).thenComparing(Due::id))
            .map(Due::id)
            .filter(id -> !postponed.waits(id))
            .limit(BATCH)
            .toList();
    exchange.getIn().setBody(ids);
    exchange.setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, !ids.isEmpty());
  }

  private List<Due> resends() {
    List<Ambiguity> ambiguous = bench.ledger().ambiguous(bench.name());
    if (ambiguous.isEmpty()) {
      return List.of();
    }
    ReceiptQueue queue = ReceiptQueue.of(bench.ledger(), bench.name(), ambiguous);
    List<Due> resends = new ArrayList<>();
    for (Ambiguity message : ambiguous) {
      if (queue.wasReadFor(message)) {
        resends.add(new Due(message.created(), message.id()));
      } else {
        holdIfOld(message);
      }
    }
    return resends;
  }

  /** Sending it again without having read the queue could double it; waiting for ever loses it. */
  private void holdIfOld(Ambiguity message) {
    Duration giveUp = bench.profile().schedule().giveUp();
    if (message.created().plus(giveUp).isAfter(bench.clock().instant())) {
      return;
    }
    String reason =
        "nobody knows whether it arrived, and its receipt could not be looked for in three polls"
            + " within "
            + giveUp.toHours()
            + " hours. See why polling fails, ask the help desk whether it arrived, then resend or"
            + " discard it; a receipt that comes still settles it";
    bench
        .telling(message.id(), "the message is held: " + reason)
        .fail(message.id(), State.HELD, reason);
  }
}
