package ca.portage.gateway.pickup;

import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.io.File;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFile;

/** {@code claim}: a finished file becomes a claimed message, or goes to quarantine. */
final class ClaimStep implements Processor {
  private final Workbench bench;
  private final Intake intake;
  private final DropFolder drop;
  private final Ingest ingest;
  private final Packing packing;

  ClaimStep(Workbench bench, Intake intake, DropFolder drop, Ingest ingest, Packing packing) {
    this.bench = bench;
    this.intake = intake;
    this.drop = drop;
    this.ingest = ingest;
    this.packing = packing;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Path file = ((File) exchange.getIn().getBody(GenericFile.class).getFile()).toPath();
    String id = bench.ids().next();
    packing.begin(id, exchange);
    bench.atWork(id, exchange);
    exchange.setProperty(ExchangeKeys.MESSAGE, id);
    Optional<Message> message = claimed(id, file);
    exchange.getIn().setBody(id);
    if (message.filter(m -> m.state() == State.CLAIMED).isEmpty()) {
      exchange.setRouteStop(true);
    }
  }

  @DurableSteps(CrashPoint.CLAIM_RENAMED)
  private Optional<Message> claimed(String id, Path file) throws IOException {
    Path claimed;
    try {
      claimed = drop.claim(id, file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      intake.setAside(file.getFileName().toString(), e);
      return Optional.empty();
    }
    CrashPoint.CLAIM_RENAMED.reached();
    return ingest.ingest(id, claimed);
  }
}
