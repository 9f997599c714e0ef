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
  private static final int LOOK_BACK = 1000;

  private final Workbench bench;

  /** Recovers the channel of this bench. */
  public Recovery(Workbench bench) {
    this.bench = bench;
  }

  /**
   * Recovers; done again it changes nothing.
   *
   * @throws IOException if a stored answer cannot be read
   */
  public void run() throws IOException {
    List<String> open =
        bench.ledger().downloads(bench.name(), LOOK_BACK).stream()
            .filter(d -> d.state() == DownloadState.OPEN)
            .map(Download::id)
            .toList();
    Instant due = bench.clock().instant().plus(bench.profile().schedule().ambiguousWindow());
    int ambiguous = bench.ledger().recover(bench.name(), due);
    for (Download download : bench.ledger().downloads(bench.name(), LOOK_BACK)) {
      if (download.state() == DownloadState.UNKNOWN) {
        recover(download, open.contains(download.id()));
      }
    }
    if (ambiguous > open.size()) {
      bench
          .ledger()
          .alert(
              bench.name(),
              Optional.empty(),
              (ambiguous - open.size())
                  + " messages were being sent when the last run ended; their receipts are waited"
                  + " for before they are sent again");
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
              "possible loss: the last run ended between a download request and its answer. If a"
                  + " receipt or a reply stays away, ask the help desk to queue it again");
    }
  }
}
