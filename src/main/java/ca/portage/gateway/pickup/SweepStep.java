package ca.portage.gateway.pickup;

import ca.portage.gateway.StepFailedException;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.spool.WorkMarks;
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
  public void process(Exchange exchange) throws Exception {
    drop.prepare();
    Exception first = null;
    for (String id : drop.claimedIds()) {
      try {
        if (!packing.busy(id)) {
          sweep(id);
        }
      } catch (IOException | RuntimeException e) {
        // One that resists must not keep the others waiting; the first is told at the end.
        first = first == null ? e : first;
      } catch (Error e) {
        first = first == null ? new StepFailedException(e) : first;
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
    } else if (message.isEmpty() && bench.obstacle().isEmpty()) {
      takeIn(id, claimed.orElseThrow());
    }
  }

  /** A file that ends the process, or the step, whenever it is read is nobody's message. */
  private void takeIn(String id, Path claimed) throws IOException {
    WorkMarks marks = bench.spool().marks();
    if (marks.deaths(id) >= WorkMarks.LIMIT) {
      String deaths = "Portage ended " + marks.deaths(id) + " times while it was read";
      ingest.quarantine(id, claimed, deaths);
      marks.forget(id);
      return;
    }
    marks.begin(id);
    try {
      ingest.ingest(id, claimed);
    } catch (Error e) {
      if (bench.ledger().message(id).isEmpty()) {
        ingest.quarantine(
            id, claimed, "reading it ended in " + new StepFailedException(e).getMessage());
      }
      throw e;
    } finally {
      marks.end(id);
    }
  }
}
