package ca.portage.gateway.outbound;

import ca.portage.gateway.Postponed;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Attempt;
import ca.portage.ledger.Download;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code due}: the messages whose time has come, oldest first. An ambiguous one waits until the
 * receipt queue has been asked three times since, so that its receipt can settle it before it is
 * sent again (reliability O3U).
 */
final class DueStep implements Processor {
  private static final int LOOK = 500;
  private static final int BATCH = 50;
  private static final int POLLS_BEFORE_RESEND = 3;
  private static final Set<DownloadState> ANSWERED =
      Set.of(DownloadState.STORED, DownloadState.UNPACKED, DownloadState.EMPTY);

  private final Workbench bench;
  private final Postponed postponed;

  DueStep(Workbench bench, Postponed postponed) {
    this.bench = bench;
    this.postponed = postponed;
  }

  @Override
  public void process(Exchange exchange) {
    if (bench.room().obstacle().isPresent()) {
      // What an attempt comes to could not be recorded.
      exchange.getIn().setBody(List.of());
      return;
    }
    List<String> ids =
        bench.ledger().due(bench.name(), LOOK).stream()
            .filter(m -> !postponed.waits(m.id()))
            .filter(m -> m.state() != State.AMBIGUOUS || polledSince(m))
            .map(Message::id)
            .limit(BATCH)
            .toList();
    exchange.getIn().setBody(ids);
    exchange.setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, !ids.isEmpty());
  }

  private boolean polledSince(Message message) {
    List<Attempt> attempts = bench.ledger().attempts(message.id());
    Instant last =
        attempts.stream()
            .map(a -> a.ended().orElse(a.started()))
            .max(Instant::compareTo)
            .orElse(Instant.EPOCH);
    List<Download> downloads = bench.ledger().downloads(bench.name(), 100);
    return downloads.stream()
            .filter(d -> d.opened().isAfter(last) && ANSWERED.contains(d.state()))
            .count()
        >= POLLS_BEFORE_RESEND;
  }
}
