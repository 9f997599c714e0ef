package ca.portage.gateway.inbound;

import ca.portage.content.Content;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Message;
import ca.portage.mime.ContentType;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import ca.portage.mime.MultipartReader;
import ca.portage.mime.Parts;
import ca.portage.spool.InFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * {@code parts}: the parts of a stored download, each with its row (reliability P4). Taking the
 * same download apart again gives the same rows.
 */
public final class PartsSplitter {
  private final Workbench bench;

  PartsSplitter(Workbench bench) {
    this.bench = bench;
  }

  /** The parts of the download named by the body, made one by one as the route asks for them. */
  public Iterator<?> parts(Exchange exchange) throws IOException {
    String id = exchange.getIn().getBody(String.class);
    exchange.setProperty(ExchangeKeys.DOWNLOAD, id);
    InFolder in = bench.spool().in(id);
    bench.spool().marks().begin(id);
    try {
      Parts parts =
          MultipartReader.parts(
              Content.of(in.raw()), boundary(AnswerHead.read(in.hdr())), MimeLimits.DEFAULT);
      if (!parts.closed()) {
        tellOpenEnd(id, parts);
      } else if (parts.goesOn()) {
        tellMore(id);
      }
      return iterator(id, parts.parts());
    } catch (StackOverflowError e) {
      throw new IOException("download " + id + " cannot be taken apart: it nests too deep", e);
    } catch (MalformedMimeException e) {
      String reason =
          "the stored answer cannot be taken apart: "
              + e.getMessage()
              + ". It is kept; send it to the help desk if it comes again";
      bench.telling(id, "download " + id + ": " + reason).ended(id, DownloadState.FAILED, reason);
      return Collections.emptyIterator();
    } finally {
      bench.spool().marks().end(id);
    }
  }

  private static String boundary(AnswerHead head) throws MalformedMimeException {
    return ContentType.parse(
            head.value("Content-Type")
                .orElseThrow(() -> new MalformedMimeException("it has no Content-Type")))
        .parameter("boundary")
        .orElseThrow(() -> new MalformedMimeException("its Content-Type has no boundary"));
  }

  private void tellOpenEnd(String id, Parts parts) {
    bench
        .ledger()
        .alertOnce(
            bench.name(),
            id,
            "download "
                + id
                + " was cut: "
                + parts.parts().size()
                + " whole parts are used, "
                + (parts.partial().isPresent() ? "1 is partial" : "its end is missing")
                + "; ask the help desk to queue the rest again");
  }

  /** The rest of an answer is nobody's part; but if it was meant to be one, somebody must know. */
  private void tellMore(String id) {
    bench
        .ledger()
        .alertOnce(
            bench.name(),
            id,
            "download "
                + id
                + " goes on behind its end: those bytes are kept and not used; if a message stays"
                + " away, ask the help desk to queue it again");
  }

  private Iterator<InboundPart> iterator(String id, List<Content> parts) {
    List<Integer> indexes = new ArrayList<>();
    for (int index = 0; index < parts.size(); index++) {
      indexes.add(index);
    }
    return indexes.stream().map(index -> whole(id, index, parts.get(index))).iterator();
  }

  /** The split asks for its parts outside every node of the route: an error must not pass there. */
  private InboundPart whole(String download, int index, Content content) {
    try {
      return part(download, index, content);
    } catch (IOException e) {
      // Our disk's fault: the download is taken apart again later, and nothing is rejected.
      throw new UncheckedIOException(
          "part " + index + " of download " + download + " cannot be read", e);
    } catch (Error e) {
      throw new IllegalStateException(
          "part " + index + " of download " + download + " cannot be read: " + e, e);
    }
  }

  @DurableSteps(CrashPoint.SPLIT_COMMITTED)
  private InboundPart part(String download, int index, Content whole) throws IOException {
    Entity entity;
    Optional<MalformedMimeException> broken = Optional.empty();
    try {
      entity = EntityReader.readUnsigned(whole, MimeLimits.DEFAULT);
    } catch (MalformedMimeException e) {
      // It is rejected with its own row, under the id that stands before what is broken.
      entity = new Entity(EntityReader.begun(whole, MimeLimits.DEFAULT), whole, whole);
      broken = Optional.of(e);
    }
    Message row =
        bench
            .ledger()
            .part(
                download,
                index,
                bench.name(),
                bench.ids().next(),
                whole.size(),
                InboundPart.messageId(entity.headers()));
    CrashPoint.SPLIT_COMMITTED.reached();
    return new InboundPart(row.id(), entity.headers(), entity.body(), broken);
  }
}
