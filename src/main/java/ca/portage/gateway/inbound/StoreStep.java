package ca.portage.gateway.inbound;

import ca.portage.config.Outcome;
import ca.portage.config.Status;
import ca.portage.content.Content;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Sidecar;
import ca.portage.gateway.Workbench;
import ca.portage.gateway.http.Answer;
import ca.portage.gateway.http.WireEntity;
import ca.portage.ledger.Download;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Transitions;
import ca.portage.spool.Durable;
import ca.portage.spool.InFolder;
import ca.portage.spool.Receiving;
import ca.portage.spool.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code store}: the answer's bytes are on the disk, forced, before anything looks into them
 * (reliability P2, P3, I3). What a broken connection left is kept too: its whole parts are good.
 */
final class StoreStep implements Processor {
  private final Workbench bench;
  private final PollPace pace;
  private final LongSupplier nanoTime;

  StoreStep(Workbench bench, PollPace pace, LongSupplier nanoTime) {
    this.bench = bench;
    this.pace = pace;
    this.nanoTime = nanoTime;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    String id = exchange.getProperty(ExchangeKeys.DOWNLOAD, String.class);
    Optional<Exception> cut = ExchangeKeys.cut(exchange);
    if (id == null) {
      // The download's row could not be written: nothing was asked.
      throw cut.orElseThrow();
    }
    WireEntity entity = exchange.getProperty(ExchangeKeys.WIRE, WireEntity.class);
    if (cut.isPresent()) {
      broken(id, entity, cut.get());
      return;
    }
    Answer answer = entity.answer().orElseThrow();
    Status status = bench.profile().status().collect(answer.status());
    if (status.outcome() == Outcome.DOWNLOAD) {
      receive(id, answer, exchange.getIn().getBody(InputStream.class));
    } else if (status.outcome() == Outcome.EMPTY) {
      pace.answered();
      bench.ledger().ended(id, DownloadState.EMPTY, answer.status() + ", " + status.meaning());
    } else {
      refused(id, answer.status() + ", " + status.meaning() + ". " + status.action());
    }
  }

  private void broken(String id, WireEntity entity, Exception cut) {
    String what = cut.getClass().getSimpleName() + ": " + cut.getMessage();
    pace.unanswered()
        .ifPresent(
            silence ->
                bench
                    .ledger()
                    .alert(
                        bench.name(),
                        Optional.empty(),
                        "no poll was answered for "
                            + silence.toMinutes()
                            + " minutes; if this lasts, think of your backup method. Last: "
                            + what));
    if (!entity.started()) {
      bench.ledger().ended(id, DownloadState.FAILED, "the gateway was not reached: " + what);
      return;
    }
    Transitions ledger = pace.lossIsNews() ? bench.telling(id, loss(what)) : bench.ledger();
    ledger.ended(id, DownloadState.UNKNOWN, "no answer came: " + what);
  }

  private static String loss(String what) {
    return "possible loss: the gateway took a download request and its answer did not arrive ("
        + what
        + "). If a receipt or a reply stays away, ask the help desk to queue it again";
  }

  private void refused(String id, String what) {
    pace.refused();
    bench.telling(id, "polling was refused: " + what).ended(id, DownloadState.FAILED, what);
  }

  @DurableSteps({CrashPoint.STORE_HEAD_STORED, CrashPoint.STORE_RAW_NAMED})
  private void receive(String id, Answer answer, InputStream body) throws IOException {
    InFolder in = bench.spool().in(id);
    Durable.write(in.hdr(), Content.of(answer.toBytes()));
    CrashPoint.STORE_HEAD_STORED.reached();
    String trouble = "";
    Stored stored;
    try (Receiving out = in.receive()) {
      if (body != null) {
        trouble = copy(body, out);
      }
      stored = out.store();
    } catch (IOException e) {
      notKept(id, e);
      throw e;
    }
    CrashPoint.STORE_RAW_NAMED.reached();
    judge(id, answer, stored, trouble);
  }

  /** The disk failed under an answer that the gateway may not give again. */
  private void notKept(String id, IOException cause) {
    String what = "the answer could not be stored: " + cause.getMessage();
    bench
        .telling(
            id,
            "possible loss: "
                + what
                + ". What came is kept and used after the next start; make room, start Portage"
                + " again, and ask the help desk to queue the rest again")
        .ended(id, DownloadState.UNKNOWN, what);
  }

  @DurableSteps({CrashPoint.STORE_COMMITTED, CrashPoint.STORE_NOTED})
  private void judge(String id, Answer answer, Stored stored, String trouble) throws IOException {
    String type = answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    boolean complete = trouble.isEmpty() && lengthAgrees(answer, stored);
    Transitions ledger = complete ? bench.ledger() : bench.telling(id, cutShort(stored, trouble));
    if (stored.sizeBytes() == 0) {
      pace.answered();
      // A cut answer says nothing of the queue: only a whole one may count as an empty poll.
      ledger.ended(
          id,
          complete ? DownloadState.EMPTY : DownloadState.UNKNOWN,
          complete ? "the answer has no content" : "the answer was cut before its content");
    } else if (!type.startsWith("multipart/")) {
      refused(
          id,
          "the answer is no download but \""
              + type
              + "\"; is a proxy or a log-in page between Portage and the gateway? It is kept as "
              + id);
    } else {
      pace.answered();
      Download download = ledger.stored(id, stored.sizeBytes(), stored.sha256Hex(), complete);
      CrashPoint.STORE_COMMITTED.reached();
      Sidecar.write(bench, download);
      CrashPoint.STORE_NOTED.reached();
    }
  }

  private static String cutShort(Stored stored, String trouble) {
    return "a download was cut after "
        + stored.sizeBytes()
        + " bytes ("
        + (trouble.isEmpty() ? "its length is not the one announced" : trouble)
        + "). Its whole parts are used; ask the help desk to queue the rest again";
  }

  /** Copies until the end; gives why it ended early, or nothing. */
  private String copy(InputStream body, Receiving out) throws IOException {
    long deadline = nanoTime.getAsLong() + bench.profile().timeouts().total().toNanos();
    byte[] buffer = new byte[1 << 16];
    while (true) {
      int n;
      try {
        n = body.read(buffer);
      } catch (IOException e) {
        return "the connection broke: " + e.getMessage();
      }
      if (n < 0) {
        return "";
      }
      out.write(buffer, 0, n);
      if (nanoTime.getAsLong() - deadline > 0) {
        return "the profile's total time-out passed";
      }
    }
  }

  private static boolean lengthAgrees(Answer answer, Stored stored) {
    return answer
        .header("Content-Length")
        .map(length -> length.trim().equals(Long.toString(stored.sizeBytes())))
        .orElse(true);
  }
}
