package ca.portage.gateway;

import ca.portage.config.RequestKind;
import ca.portage.content.Content;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.ediint.MessageId;
import ca.portage.spool.Durable;
import ca.portage.spool.OutFolder;
import ca.portage.spool.Stored;
import java.io.IOException;

/**
 * A message whose bytes and header lines are forced to the spool and will never change.
 *
 * @param id the message id on the wire
 * @param wire size and hash of the bytes
 */
public record Packed(MessageId id, Stored wire) {

  /**
   * Stores the encrypted entity of the message {@code ledgerId} with fresh header lines. Bytes that
   * a crash left there were never sent, and are replaced (reliability O2).
   */
  @DurableSteps({CrashPoint.PACK_WIRE_STORED, CrashPoint.PACK_HEADERS_STORED})
  public static Packed write(Workbench bench, String ledgerId, RequestKind kind, Content entity)
      throws IOException {
    OutFolder out = bench.spool().out(ledgerId);
    MessageId id = bench.messageIds().next();
    Stored wire = Durable.writeOver(out.wire(), entity);
    CrashPoint.PACK_WIRE_STORED.reached();
    Durable.writeOver(
        out.headers(),
        RequestHeaders.content(RequestHeaders.of(bench, kind, id, wire.sizeBytes())));
    CrashPoint.PACK_HEADERS_STORED.reached();
    return new Packed(id, wire);
  }
}
