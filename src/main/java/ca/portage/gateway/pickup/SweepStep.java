package ca.portage.gateway.pickup;

import ca.portage.gateway.Workbench;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code sweep}: takes in claimed files whose row a crash prevented, and deletes the originals of
 * messages that are proved delivered; the spool keeps their bytes as evidence.
 */
final class SweepStep implements Processor {
  private final Workbench bench;
  private final DropFolder drop;
  private final Ingest ingest;
  private final Packing packing;

  SweepStep(Workbench bench, DropFolder drop, Ingest ingest, Packing packing) {
    this.bench = bench;
    this.drop = drop;
    this.ingest = ingest;
    this.packing = packing;
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    drop.prepare();
    for (String id : drop.claimedIds()) {
      if (!packing.busy(id)) {
        sweep(id);
      }
    }
  }

  private void sweep(String id) throws IOException {
    Optional<Message> message = bench.ledger().message(id);
    Optional<Path> claimed = drop.claimed(id);
    if (message.map(m -> m.state() == State.DONE).orElse(claimed.isEmpty())) {
      drop.forget(id);
    } else if (message.isEmpty()) {
      ingest.ingest(id, claimed.orElseThrow());
    }
  }
}
