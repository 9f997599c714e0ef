package ca.portage.gateway.inbound;

import ca.portage.gateway.Workbench;
import ca.portage.ledger.Download;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** {@code stored}: the stored downloads that still have parts to deal with; none on a full disk. */
final class StoredStep implements Processor {
  private static final int LOOK = 200;
  private static final int BATCH = 20;

  private final Workbench bench;

  StoredStep(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public void process(Exchange exchange) {
    if (bench.halted()) {
      exchange.getIn().setBody(List.of());
      return;
    }
    List<String> ids =
        bench.ledger().dueDownloads(bench.name(), LOOK).stream()
            .map(Download::id)
            .filter(id -> !bench.spool().marks().rests(id))
            .limit(BATCH)
            .toList();
    exchange.getIn().setBody(ids);
    exchange.setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, !ids.isEmpty());
  }
}
