package ca.portage.gateway.inbound;

import ca.portage.gateway.Workbench;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Filter;
import ca.portage.ledger.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code precheck}: no download is asked for while it could not be kept: a message is safest at the
 * gateway (reliability P0, I2).
 */
final class PrecheckStep implements Processor {
  private static final int HELD_LIMIT = 100;

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
      long usableBytes = bench.spool().usableBytes();
      if (usableBytes < bench.freeBytesFloor()) {
        return Optional.of(
            "the spool's disk has less than "
                + (bench.freeBytesFloor() >> 20)
                + " MiB free; make room and polling goes on by itself");
      }
      bench.spool().probe();
    } catch (IOException e) {
      return Optional.of("the spool cannot be written: " + e.getMessage());
    }
    try {
      inbox.prepare();
      Path probe = Files.createTempFile(inbox.temporaryFolder(), "probe-", ".tmp");
      Files.delete(probe);
    } catch (IOException e) {
      return Optional.of("the inbox cannot be written: " + e.getMessage());
    }
    return backlog();
  }

  private Optional<String> backlog() {
    int held =
        bench
            .ledger()
            .messages(
                new Filter(
                    Optional.of(bench.name()),
                    Optional.of(State.HELD),
                    Optional.of(Direction.IN),
                    Optional.empty(),
                    HELD_LIMIT))
            .size();
    return held < HELD_LIMIT
        ? Optional.empty()
        : Optional.of(held + " received messages are held; see portage messages --state HELD");
  }
}
