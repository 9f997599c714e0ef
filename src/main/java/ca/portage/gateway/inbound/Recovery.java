package ca.portage.gateway.inbound;

import ca.portage.content.Content;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Download;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Event;
import ca.portage.ledger.Notice;
import ca.portage.ledger.State;
import ca.portage.ledger.Transitions;
import ca.portage.spool.InFolder;
import ca.portage.spool.Sha256;
import ca.portage.spool.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;

/**
 * What the end of the last process left open, made good before the routes start: attempts without
 * an end are ambiguous, answers without a row are stored, and an answer that never arrived is told
 * once as a possible loss (reliability §2.1, §2.2).
 */
public final class Recovery {
  private static final String LOSS =
      "possible loss: a download request was sent and what became of its answer could not be noted."
          + " If a receipt or a reply stays away, ask the help desk to queue it again";
  private static final String CUT =
      "a download was cut by the end of the last run, or its length was not announced. Its whole"
          + " parts are used; if a receipt or a reply stays away, ask the help desk to queue it again";

  private final Workbench bench;

  /** Recovers the channel of this bench. */
  public Recovery(Workbench bench) {
    this.bench = bench;
  }

  /**
   * Recovers at start; done again it changes nothing.
   *
   * @throws IOException if a stored answer cannot be read
   */
  public void run() throws IOException {
    for (Download download : bench.ledger().unfinished(bench.name())) {
      salvage(download);
    }
    Instant due = bench.clock().instant().plus(bench.profile().schedule().ambiguousWindow());
    bench.ledger().telling(Notice.when(bench.name(), Recovery::news)).recover(bench.name(), due);
  }

  /** Recovers downloads of this run whose end could not be noted. */
  void stale() throws IOException {
    for (Download download : bench.ledger().unfinished(bench.name())) {
      String id = download.id();
      if (!bench.inFlight().has(id) && isOpen(id) && !salvage(download)) {
        bench.telling(id, LOSS).ended(id, DownloadState.UNKNOWN, "its end could not be noted");
      }
    }
  }

  /** Asked after the list was read: a download that began since is under way by then. */
  private boolean isOpen(String id) {
    return bench
        .ledger()
        .download(id)
        .filter(d -> d.state() == DownloadState.OPEN)
        .filter(d -> !bench.inFlight().has(id))
        .isPresent();
  }

  /** Each message by its name, so that whoever looks at one finds its alert. */
  private static Optional<String> news(Event change) {
    if (change.to().equals(State.AMBIGUOUS.name())) {
      return Optional.of(
          "it is not known whether the message arrived: it was being sent when the last run ended;"
              + " its receipt is waited for before it is sent again");
    }
    return change.to().equals(DownloadState.UNKNOWN.name()) ? Optional.of(LOSS) : Optional.empty();
  }

  /** Takes an answer into the ledger that is in the spool whole, or as far as it came. */
  private boolean salvage(Download download) throws IOException {
    InFolder in = bench.spool().in(download.id());
    if (!Files.exists(in.raw()) || !Files.exists(in.hdr())) {
      return false;
    }
    AnswerHead head = AnswerHead.read(in.hdr());
    Content raw = Content.of(in.raw());
    if (!head.isMultipart() || raw.size() == 0) {
      return false;
    }
    Stored stored = Sha256.of(raw);
    boolean complete = head.lengthBytes().filter(n -> n == raw.size()).isPresent();
    Transitions ledger = complete ? bench.ledger() : bench.telling(download.id(), CUT);
    ledger.stored(download.id(), raw.size(), stored.sha256Hex(), complete);
    return true;
  }
}
