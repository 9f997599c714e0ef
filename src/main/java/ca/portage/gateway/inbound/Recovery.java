package ca.portage.gateway.inbound;

import ca.portage.content.Content;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Download;
import ca.portage.ledger.DownloadState;
import ca.portage.spool.InFolder;
import ca.portage.spool.Sha256;
import ca.portage.spool.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the end of the last process left open, made good before the routes start: attempts without
 * an end are ambiguous, answers without a row are stored, and an answer that never arrived is told
 * once as a possible loss (reliability §2.1, §2.2).
 */
public final class Recovery {
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
    List<Download> unfinished = bench.ledger().unfinished(bench.name());
    long open = unfinished.stream().filter(d -> d.state() == DownloadState.OPEN).count();
    Instant due = bench.clock().instant().plus(bench.profile().schedule().ambiguousWindow());
    long ambiguous = bench.ledger().recover(bench.name(), due) - open;
    for (Download download : unfinished) {
      recover(download, download.state() == DownloadState.OPEN);
    }
    if (ambiguous > 0) {
      bench
          .ledger()
          .alert(
              bench.name(),
              Optional.empty(),
              ambiguous
                  + " messages were being sent when the last run ended; their receipts are waited"
                  + " for before they are sent again");
    }
  }

  /** Recovers downloads of this run whose end could not be noted. */
  void stale() throws IOException {
    for (Download download : bench.ledger().unfinished(bench.name())) {
      if (bench.inFlight().has(download.id())) {
        continue;
      }
      boolean open =
          bench
              .ledger()
              .download(download.id())
              .filter(d -> d.state() == DownloadState.OPEN)
              .isPresent();
      if (open && !bench.inFlight().has(download.id())) {
        bench.ledger().ended(download.id(), DownloadState.UNKNOWN, "its end could not be noted");
        recover(download, true);
      }
    }
  }

  private void recover(Download download, boolean news) throws IOException {
    InFolder in = bench.spool().in(download.id());
    if (Files.exists(in.raw()) && Files.exists(in.hdr())) {
      AnswerHead head = AnswerHead.read(in.hdr());
      Content raw = Content.of(in.raw());
      if (head.isMultipart() && raw.size() > 0) {
        Stored stored = Sha256.of(raw);
        boolean complete = head.lengthBytes().filter(n -> n == raw.size()).isPresent();
        bench.ledger().stored(download.id(), raw.size(), stored.sha256Hex(), complete);
        return;
      }
    }
    if (news) {
      bench
          .ledger()
          .alert(
              bench.name(),
              Optional.empty(),
              "possible loss: a download request was sent and what became of its answer could not be noted. If a"
                  + " receipt or a reply stays away, ask the help desk to queue it again");
    }
  }
}
