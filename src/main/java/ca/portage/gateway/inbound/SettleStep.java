package ca.portage.gateway.inbound;

import ca.portage.content.Content;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.ediint.MessageId;
import ca.portage.ediint.Mic;
import ca.portage.ediint.Receipt;
import ca.portage.ediint.ReceiptJudge;
import ca.portage.ediint.ReceiptReader;
import ca.portage.ediint.SignerEvidence;
import ca.portage.ediint.Verdict;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Sidecar;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Evidence;
import ca.portage.ledger.IllegalTransitionException;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.Notice;
import ca.portage.ledger.State;
import ca.portage.ledger.Transitions;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code settle}: judges a receipt whose signature is verified and trusted, and settles the message
 * it names only if it is a whole proof (design: "sent" means proved; reliability O5 to O8).
 */
final class SettleStep implements Processor {
  private final Workbench bench;

  SettleStep(Workbench bench) {
    this.bench = bench;
  }

  @DurableSteps({
    CrashPoint.SETTLE_JUDGED,
    CrashPoint.SETTLE_COMMITTED,
    CrashPoint.SETTLE_CLOSED,
    CrashPoint.SETTLE_NOTED
  })
  @Override
  public void process(Exchange exchange) throws Exception {
    String id = exchange.getProperty(ExchangeKeys.MESSAGE, String.class);
    Content signed = exchange.getIn().getMandatoryBody(Content.class);
    Receipt receipt =
        ReceiptReader.read(EntityReader.read(signed, MimeLimits.DEFAULT)).orElseThrow();
    Optional<Message> named = receipt.about().flatMap(this::find);
    if (named.isEmpty()) {
      String reason = stranger(receipt);
      bench
          .telling(id, "a receipt settles nothing: " + reason)
          .proving(id, Evidence.Step.JUDGED, Optional.empty(), Believed.stranger(reason))
          .closed(id, reason);
      return;
    }
    Message message = named.get();
    Verdict verdict = judge(receipt, message);
    String reason =
        verdict.kind() == Verdict.Kind.INTEGRITY_ALERT
            ? verdict.reason() + OtherCheck.of(bench, message, receipt, bench.scratch(exchange))
            : verdict.reason();
    CrashPoint.SETTLE_JUDGED.reached();
    // What it was found to prove is kept with the verdict, and with the receipt that has none.
    Transitions ledger =
        bench
            .ledger()
            .proving(id, Evidence.Step.JUDGED, Optional.of(message.id()), Believed.of(verdict));
    Optional<Notice> refused = RefusedSigner.notice(bench, receipt, message);
    if (refused.isPresent()) {
      ledger = ledger.telling(refused.get());
    }
    Applied applied = apply(ledger, message, verdict.kind(), reason);
    CrashPoint.SETTLE_COMMITTED.reached();
    close(ledger, id, message, applied);
    CrashPoint.SETTLE_CLOSED.reached();
    Sidecar.write(bench, applied.after());
    CrashPoint.SETTLE_NOTED.reached();
    if (applied.surprise().isEmpty()) {
      exchange.setProperty(ExchangeKeys.MESSAGE, message.id());
      exchange.setProperty(ExchangeKeys.EVENT, "settled");
    }
  }

  /** Why a receipt is about nothing of ours (reliability F2, F11; CIG I-18). */
  private String stranger(Receipt receipt) {
    Optional<MessageId> about = receipt.about();
    if (about.isEmpty()) {
      return "it names no message that it is about";
    }
    int similar = similar(about.get()).size();
    if (similar > 1) {
      return "it names "
          + about.get().value()
          + " without its host, and "
          + similar
          + " messages from here have that id at a host each; ask the help desk which one it means";
    }
    return bench
        .ledger()
        .byMessageId(bench.name(), Direction.OUT, about.get().value())
        .filter(m -> m.kind() == Kind.RECEIPT)
        .map(m -> "it is about receipt " + m.id() + " of ours, and receipts are not acknowledged")
        .orElse("it names a message that was never sent from here: " + about.get().value());
  }

  private Optional<Message> find(MessageId original) {
    Optional<Message> exact =
        bench.ledger().byMessageId(bench.name(), Direction.OUT, original.value());
    if (exact.isPresent()) {
      return exact.filter(m -> m.kind() == Kind.INTERCHANGE);
    }
    List<Message> similar = similar(original);
    return similar.size() == 1 ? Optional.of(similar.get(0)) : Optional.empty();
  }

  /** Messages of ours that an id without its host can mean (CIG Q-01). */
  private List<Message> similar(MessageId original) {
    return bench.ledger().byLocalPart(bench.name(), Direction.OUT, original.localPart()).stream()
        .filter(m -> m.kind() == Kind.INTERCHANGE)
        .filter(m -> m.messageId().map(MessageId::new).filter(original::names).isPresent())
        .toList();
  }

  private Verdict judge(Receipt receipt, Message message) throws MalformedMimeException {
    return ReceiptJudge.judge(
        receipt,
        new MessageId(message.messageId().orElseThrow()),
        Mic.parse(message.mic().orElseThrow()),
        SignerEvidence.TRUSTED);
  }

  /**
   * What a verdict did.
   *
   * @param after the message it is about
   * @param surprise what an admin must see though the message's state is as it was
   */
  private record Applied(Message after, Optional<String> surprise) {}

  private Applied apply(Transitions ledger, Message message, Verdict.Kind kind, String reason) {
    String noProof = "its receipt is no proof of delivery: " + reason;
    Transitions telling = ledger.telling(Notice.of(bench.name(), message.id(), noProof));
    return switch (kind) {
      case SETTLED -> settle(ledger, message, State.DONE, reason);
      case PEER_ERROR -> settle(telling, message, State.PEER_ERROR, reason);
      case INTEGRITY_ALERT -> settle(telling, message, State.INTEGRITY_ALERT, reason);
      case NOT_PROOF -> new Applied(message, Optional.of(noProof));
    };
  }

  private static Applied settle(Transitions ledger, Message message, State state, String reason) {
    Message after;
    try {
      after = ledger.settle(message.id(), state, reason);
    } catch (IllegalTransitionException e) {
      return new Applied(
          message,
          Optional.of(
              "a receipt came for a message that is only "
                  + message.state()
                  + " and was never sent; ask the help desk who used this message id"));
    }
    if (after.state() == state) {
      return new Applied(after, Optional.empty());
    }
    return new Applied(
        after,
        Optional.of(
            "a receipt says "
                + state
                + " of a message that is already "
                + after.state()
                + "; the first one counts"));
  }

  /** The receipt's row closes with what is surprising about it, so that it is told once. */
  private void close(Transitions ledger, String id, Message message, Applied applied) {
    if (applied.surprise().isEmpty()) {
      ledger.closed(id, "it settles " + message.id() + " as " + applied.after().state());
      return;
    }
    String text = applied.surprise().get();
    ledger
        .telling(Notice.of(bench.name(), id, text).about(message.id()))
        .closedWithoutProof(id, message.id(), text);
  }
}
