package ca.portage.gateway.pickup;

import ca.portage.config.InterchangeForm;
import ca.portage.content.Content;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.ediint.EdifactEnvelope;
import ca.portage.ediint.InterchangeSniffer;
import ca.portage.ediint.InterchangeType;
import ca.portage.gateway.Sidecar;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Event;
import ca.portage.ledger.Message;
import ca.portage.ledger.NewClaim;
import ca.portage.ledger.Notice;
import ca.portage.ledger.State;
import ca.portage.spool.Durable;
import ca.portage.spool.OutFolder;
import ca.portage.spool.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a claimed file into a ledger row: copied to the spool, hashed, forced, checked, committed.
 * Done again after a crash it ends the same way (reliability O1).
 */
final class Ingest {
  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

  private final Workbench bench;
  private final DropFolder drop;

  Ingest(Workbench bench, DropFolder drop) {
    this.bench = bench;
    this.drop = drop;
  }

  /**
   * Takes in one claimed file.
   *
   * @return the row, or nothing when the file went to quarantine
   * @throws IOException if the spool cannot take it; the claimed file stays and is tried again
   */
  @DurableSteps({CrashPoint.CLAIM_COPIED, CrashPoint.CLAIM_COMMITTED, CrashPoint.CLAIM_NOTED})
  Optional<Message> ingest(String id, Path claimed) throws IOException {
    Optional<String> unreadable = unreadable(claimed);
    if (unreadable.isPresent()) {
      return quarantine(id, claimed, unreadable.get());
    }
    OutFolder out = bench.spool().out(id);
    Files.deleteIfExists(out.payload());
    FileTime before = Files.getLastModifiedTime(claimed);
    forceOriginal(claimed);
    Stored stored = Durable.copy(Content.of(claimed), out.payload());
    CrashPoint.CLAIM_COPIED.reached();
    if (Files.size(claimed) != stored.sizeBytes()
        || !Files.getLastModifiedTime(claimed).equals(before)) {
      Files.deleteIfExists(out.payload());
      Files.deleteIfExists(out.folder());
      return quarantine(
          id,
          claimed,
          "it was still being written when it was taken; write it under a name that ends in .tmp"
              + " and rename it when it is finished, or set a longer quiet time");
    }
    Content payload = Content.of(out.payload());
    Optional<String> refusal = refusal(payload);
    if (refusal.isPresent()) {
      Files.deleteIfExists(out.payload());
      Files.deleteIfExists(out.folder());
      return quarantine(id, claimed, refusal.get());
    }
    String name = SafeName.of(claimed.getFileName().toString());
    Message message =
        bench
            .ledger()
            .telling(Notice.when(bench.name(), change -> news(change, name)))
            .claim(claim(id, claimed, stored, payload));
    CrashPoint.CLAIM_COMMITTED.reached();
    Sidecar.write(bench, message);
    CrashPoint.CLAIM_NOTED.reached();
    return Optional.of(message);
  }

  private static Optional<String> news(Event change, String file) {
    return change.to().equals(State.DUPLICATE_HELD.name())
        ? Optional.of(file + " is held: " + change.reason() + "; release or discard it")
        : Optional.empty();
  }

  /**
   * Broker software seldom forces what it drops: after a power cut the original could come back
   * empty, and later be taken for a file that was changed after it was sent.
   */
  private static void forceOriginal(Path claimed) {
    try {
      Durable.forceForeign(claimed);
    } catch (IOException e) {
      LOG.info(
          "{} cannot be forced where it lies ({}); its copy in the spool is what counts",
          claimed.getParent(),
          e.getMessage());
    }
  }

  private NewClaim claim(String id, Path claimed, Stored stored, Content payload)
      throws IOException {
    return new NewClaim(
        id,
        bench.name(),
        claimed.getFileName().toString(),
        stored.sha256Hex(),
        stored.sizeBytes(),
        EdifactEnvelope.read(payload).map(e -> e.sender() + "/" + e.reference()),
        bench.profile().schedule().duplicateWindow());
  }

  private static Optional<String> unreadable(Path claimed) {
    try (InputStream in =
        Files.newInputStream(claimed, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return in.read() < 0 ? Optional.of("the file is empty") : Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "the file cannot be read ("
              + e.getClass().getSimpleName()
              + "); give the user Portage runs as the right to read it");
    }
  }

  private Optional<String> refusal(Content payload) throws IOException {
    InterchangeForm form = bench.channel().interchange();
    InterchangeType type = InterchangeSniffer.sniff(payload);
    boolean edifact = type == InterchangeType.EDIFACT;
    if (form == InterchangeForm.EDIFACT && !edifact) {
      return Optional.of("the channel carries EDIFACT, and this is " + name(type));
    }
    boolean other = edifact || type == InterchangeType.X12 || type == InterchangeType.XML;
    if (form == InterchangeForm.CADEX && other) {
      return Optional.of("the channel carries CADEX, and this is " + name(type));
    }
    return Optional.empty();
  }

  private static String name(InterchangeType type) {
    return switch (type) {
      case EDIFACT -> "EDIFACT (it begins with UNA or UNB)";
      case X12 -> "ANSI X12 (it begins with ISA)";
      case XML -> "XML";
      case CADEX -> "fixed-width text";
      case UNKNOWN -> "of no known kind";
    };
  }

  /** Sets a claimed file aside with the reason, and tells. */
  Optional<Message> quarantine(String id, Path claimed, String reason) throws IOException {
    String name = SafeName.of(claimed.getFileName().toString());
    drop.quarantine(
        claimed,
        reason,
        target ->
            bench
                .ledger()
                .alert(
                    bench.name(),
                    Optional.empty(),
                    name + " is not sent and goes to " + target + ": " + reason));
    drop.close(id);
    return Optional.empty();
  }
}
