package ca.portage.cli;

import ca.portage.content.Content;
import ca.portage.ledger.LedgerException;
import ca.portage.ledger.LedgerException.Reason;
import ca.portage.ledger.Message;
import ca.portage.ledger.Meta;
import ca.portage.ledger.NewClaim;
import ca.portage.spool.Durable;
import ca.portage.spool.OutFolder;
import ca.portage.spool.Spool;
import ca.portage.spool.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The file of an earlier message as the payload of a new one: forced in the spool before its row is
 * committed, as a claimed file is (reliability O1).
 */
final class NewCopy {
  private static final Set<Reason> REFUSALS =
      EnumSet.of(Reason.ILLEGAL_TRANSITION, Reason.CONTRADICTION, Reason.UNKNOWN_ID);

  private final Spool spool;
  private final String id;

  NewCopy(Spool spool, String id) {
    this.spool = spool;
    this.id = id;
  }

  /**
   * Copies, commits, and writes the sidecar. A refused commit leaves nothing behind; after a failed
   * one the copy stays, since a disk that fails may have kept the row all the same.
   *
   * @throws IOException if the old file cannot be read or the new one not be made durable
   */
  Message of(Message first, Function<NewClaim, Message> commit) throws IOException {
    Content payload = Content.of(spool.out(first.id()).payload());
    OutFolder out = spool.out(id);
    Durable.folder(out.folder());
    Stored stored = Durable.copy(payload, out.payload());
    Message made;
    try {
      made = commit.apply(claim(first, stored));
    } catch (LedgerException e) {
      if (REFUSALS.contains(e.reason())) {
        Files.delete(out.payload());
        Files.delete(out.folder());
      }
      throw e;
    }
    Durable.writeOver(out.meta(), Meta.of(made, Optional.empty()));
    return made;
  }

  private NewClaim claim(Message first, Stored stored) {
    return new NewClaim(
        id,
        first.channel(),
        first.file().orElse("payload"),
        stored.sha256Hex(),
        stored.sizeBytes(),
        first.reference(),
        Duration.ZERO);
  }
}
