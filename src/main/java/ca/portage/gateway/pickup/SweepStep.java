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
    IOException first = null;
    for (String id : drop.claimedIds()) {
      try {
        if (!packing.busy(id)) {
          sweep(id);
        }
      } catch (IOException e) {
        // One that resists must not keep the others waiting; the first is told at the end.
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private void sweep(String id) throws IOException {
    Optional<Message> message = bench.ledger().message(id);
    Optional<Path> claimed = drop.claimed(id);
    if (message.isEmpty() && claimed.isEmpty()) {
      drop.close(id);
    } else if (message.filter(m -> m.state() == State.DONE).isPresent()) {
      drop.forget(
          id,
          message.flatMap(Message::sha256),
          target ->
              bench.alert(
                  id, "the dropped file was changed after it was taken and goes to " + target));
    } else if (message.isEmpty() && bench.room().obstacle().isEmpty()) {
      ingest.ingest(id, claimed.orElseThrow());
    }
  }
}
