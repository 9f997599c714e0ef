package ca.portage.gateway.inbound;

import ca.portage.gateway.Workbench;
import java.util.Map;
import java.util.function.LongSupplier;

/** The steps from a download request to files in the inbox, by the names routes use. */
public final class InboundSteps {
  private InboundSteps() {}

  /** One set for one channel; {@code nanoTime} is monotonic. */
  public static Map<String, Object> of(Workbench bench, LongSupplier nanoTime) {
    Inbox inbox =
        new Inbox(
            bench.channel().inbox(), bench.spool().work().resolveSibling("inbox." + bench.name()));
    PollPace pace = new PollPace(bench.profile().schedule().backoff(), nanoTime);
    return Map.ofEntries(
        Map.entry("stale", new StaleStep(bench, new Recovery(bench))),
        Map.entry("precheck", new PrecheckStep(bench, inbox, pace)),
        Map.entry("request", new RequestStep(bench)),
        Map.entry("ask", new AskStep(bench)),
        Map.entry("store", new StoreStep(bench, pace, nanoTime)),
        Map.entry("stored", new StoredStep(bench)),
        Map.entry("parts", new PartsSplitter(bench)),
        Map.entry("unpacked", new UnpackedStep(bench)),
        Map.entry("take", new TakeStep(bench)),
        Map.entry("open", new OpenStep(bench)),
        Map.entry("identify", new IdentifyStep(bench)),
        Map.entry("reject", new RejectStep(bench)),
        Map.entry("settle", new SettleStep(bench)),
        Map.entry("deliver", new DeliverStep(bench, inbox)),
        Map.entry("receipt", new ReceiptStep(bench)),
        Map.entry("acknowledge", new AcknowledgeStep(bench)));
  }
}
