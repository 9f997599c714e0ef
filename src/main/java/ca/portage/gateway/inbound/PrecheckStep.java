package ca.portage.gateway.inbound;

import ca.portage.gateway.Workbench;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Download;
import ca.portage.ledger.Filter;
import ca.portage.ledger.State;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code precheck}: no download is asked for while it could not be kept: a message is safest at the
 * gateway (reliability P0, I2).
 */
final class PrecheckStep implements Processor {
  private static final int WAITING_LIMIT = 100;
  private static final int LOOK = 10_000;
  private static final int RECENT = 100;
  private static final Set<State> WAITING =
      EnumSet.of(State.HELD, State.VERIFIED, State.DELIVERING);

  private final Workbench bench;
  private final Inbox inbox;
  private final PollPace pace;
  private String told = "";

  PrecheckStep(Workbench bench, Inbox inbox, PollPace pace) {
    this.bench = bench;
    this.inbox = inbox;
    this.pace = pace;
  }

  @Override
  public void process(Exchange exchange) {
    if (!pace.mayPoll()) {
      exchange.setRouteStop(true);
      return;
    }
    Optional<String> obstacle = obstacle();
    String now = obstacle.orElse("");
    if (!now.isEmpty() && !now.equals(told)) {
      bench.ledger().alert(bench.name(), Optional.empty(), "not polling: " + now);
    }
    told = now;
    exchange.setRouteStop(obstacle.isPresent());
  }

  private Optional<String> obstacle() {
    try {
      Optional<String> full = bench.obstacle(2 * largestAnswerBytes());
      if (full.isPresent()) {
        return full;
      }
      bench.spool().probe();
    } catch (IOException e) {
      return Optional.of("the spool cannot be written: " + e.getMessage());
    }
    try {
      inbox.probe();
    } catch (IOException e) {
      return Optional.of("the inbox cannot be written: " + e.getMessage());
    }
    return backlog();
  }

  private long largestAnswerBytes() {
    return bench.ledger().downloads(bench.name(), RECENT).stream()
        .mapToLong(Download::sizeBytes)
        .max()
        .orElse(0);
  }

  /**
   * What is held before anybody's signature on it was believed does not count: whoever can have
   * parts queued could stop the mail with a hundred of them.
   */
  private Optional<String> backlog() {
    long waiting = WAITING.stream().mapToLong(this::count).sum();
    return waiting < WAITING_LIMIT
        ? Optional.empty()
        : Optional.of(
            waiting
                + " received messages are held or wait for the inbox; see portage messages --state"
                + " HELD and --state VERIFIED");
  }

  private long count(State state) {
    return bench
        .ledger()
        .messages(
            new Filter(
                Optional.of(bench.name()),
                Optional.of(state),
                Optional.of(Direction.IN),
                Optional.empty(),
                LOOK))
        .stream()
        .filter(message -> message.mic().isPresent())
        .count();
  }
}
