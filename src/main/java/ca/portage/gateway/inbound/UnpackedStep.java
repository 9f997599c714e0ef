package ca.portage.gateway.inbound;

import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** {@code unpacked}: closes a download, or makes it due again for the parts that wait. */
final class UnpackedStep implements Processor {
  private static final Set<State> WAITING =
      EnumSet.of(State.STORED, State.VERIFIED, State.DELIVERING, State.HELD);
  private static final Duration NEXT_TRY = Duration.ofSeconds(10);
  private static final Duration FOR_OPERATOR = Duration.ofMinutes(10);

  private final Workbench bench;

  UnpackedStep(Workbench bench) {
    this.bench = bench;
  }

  @DurableSteps(CrashPoint.UNPACK_COMMITTED)
  @Override
  public void process(Exchange exchange) {
    String id = exchange.getIn().getBody(String.class);
    if (bench.ledger().download(id).orElseThrow().state() != DownloadState.STORED) {
      return;
    }
    List<Message> waiting =
        bench.ledger().parts(id).stream().filter(m -> WAITING.contains(m.state())).toList();
    if (waiting.isEmpty()) {
      bench.ledger().unpacked(id);
      CrashPoint.UNPACK_COMMITTED.reached();
      return;
    }
    if (waiting.stream().allMatch(UnpackedStep::forOperator)) {
      // A release makes the download due at once.
      bench.ledger().retryUnpack(id, bench.clock().instant().plus(FOR_OPERATOR));
      return;
    }
    Instant now = bench.clock().instant();
    Instant soon = now.plus(NEXT_TRY);
    Instant due =
        waiting.stream().flatMap(m -> next(m, now).stream()).min(Instant::compareTo).orElse(soon);
    bench.ledger().retryUnpack(id, due.isBefore(soon) ? soon : due);
  }

  /** A try in vain leaves a part's row as it was: the same wait counts from now on again. */
  private static Optional<Instant> next(Message part, Instant now) {
    return part.due()
        .map(due -> due.isAfter(now) ? due : now.plus(Duration.between(part.updated(), due)));
  }

  private static boolean forOperator(Message message) {
    return message.state() == State.HELD && message.due().isEmpty();
  }
}
