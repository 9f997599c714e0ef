package ca.portage.gateway;

import ca.portage.ledger.Download;
import ca.portage.ledger.Message;
import ca.portage.ledger.Meta;
import ca.portage.spool.Durable;
import java.io.IOException;

/**
 * The {@code meta.json} beside the stored bytes: what the ledger knew of them, so that a ledger
 * that is lost can be rebuilt from the spool alone (reliability I8).
 */
public final class Sidecar {
  private Sidecar() {}

  /** Writes the sidecar of an outbound message as its row is now. */
  public static void write(Workbench bench, Message message) throws IOException {
    Durable.writeOver(
        bench.spool().out(message.id()).meta(),
        Meta.of(message, bench.ledger().wire(message.id())));
  }

  /** Writes the sidecar of a stored download as its row is now. */
  public static void write(Workbench bench, Download download) throws IOException {
    Durable.writeOver(bench.spool().in(download.id()).meta(), Meta.of(download));
  }
}
