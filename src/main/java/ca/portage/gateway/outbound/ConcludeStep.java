package ca.portage.gateway.outbound;

import ca.portage.content.Content;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.StepFailedException;
import ca.portage.gateway.Workbench;
import ca.portage.gateway.http.WireEntity;
import ca.portage.ledger.Conclusion;
import ca.portage.ledger.Event;
import ca.portage.ledger.Message;
import ca.portage.ledger.Notice;
import ca.portage.ledger.State;
import ca.portage.spool.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code conclude}: what the attempt came to. Certainly not sent and temporarily refused are tried
 * again; anything that may have reached the gateway is ambiguous until a receipt or the schedule
 * says otherwise (reliability §2.1).
 */
final class ConcludeStep implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(ConcludeStep.class);
  private static final int MAX_ANSWER_BYTES = 1 << 20;

  private final Workbench bench;
  private final Outcomes outcomes;

  ConcludeStep(Workbench bench, Outcomes outcomes) {
    this.bench = bench;
    this.outcomes = outcomes;
  }

  @DurableSteps({CrashPoint.CONCLUDE_READ, CrashPoint.CONCLUDE_COMMITTED})
  @Override
  public void process(Exchange exchange) throws Exception {
    WireEntity entity = exchange.getProperty(ExchangeKeys.WIRE, WireEntity.class);
    Optional<Exception> cut = ExchangeKeys.cut(exchange);
    if (entity == null) {
      // The attempt itself could not be written or its bytes not read: nothing was sent.
      throw cut.orElseThrow();
    }
    String id = exchange.getProperty(ExchangeKeys.MESSAGE, String.class);
    Message message = bench.ledger().message(id).orElseThrow();
    Conclusion conclusion = conclusion(message, entity, cut, exchange);
    CrashPoint.CONCLUDE_READ.reached();
    Message after =
        bench
            .ledger()
            .telling(Notice.when(bench.name(), change -> news(change, message, conclusion)))
            .conclude(id, conclusion);
    CrashPoint.CONCLUDE_COMMITTED.reached();
    exchange.getIn().setBody(id);
    if (after.state() == State.FAILED || after.state() == State.HELD) {
      exchange.setProperty(ExchangeKeys.EVENT, "failed");
    }
  }

  /** What an admin is told of the outcome, if it is nothing that mends itself. */
  private Optional<String> news(Event change, Message message, Conclusion conclusion) {
    if (!change.messageId().equals(message.id())) {
      return Optional.empty();
    }
    boolean often = message.attempts() == bench.profile().schedule().backoff().size();
    return switch (State.valueOf(change.to())) {
      case AMBIGUOUS ->
          Optional.of("it is not known whether the message arrived: " + conclusion.detail());
      case FAILED, HELD ->
          Optional.of("the message is " + change.to() + ": " + conclusion.detail());
      case PACKAGED -> often ? Optional.of(notTaken(message, conclusion)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static String notTaken(Message message, Conclusion conclusion) {
    return "the gateway has not taken the message in "
        + message.attempts()
        + " attempts; it is tried for as long as it takes. If this lasts, think of your backup"
        + " method. Last: "
        + conclusion.detail();
  }

  private Conclusion conclusion(
      Message message, WireEntity entity, Optional<Exception> cut, Exchange exchange) {
    if (cut.filter(StepFailedException::isError).isPresent()) {
      return outcomes.held(entity, cut.get());
    }
    if (cut.isPresent()) {
      return outcomes.cut(message, entity, cut.get());
    }
    try (InputStream body = exchange.getIn().getBody(InputStream.class)) {
      if (body != null) {
        drain(message.id(), body);
      }
    } catch (IOException e) {
      return outcomes.cut(message, entity, e);
    }
    return outcomes.answered(message, entity.answer().orElseThrow());
  }

  /** Reads to the end, because only a whole answer counts; what it says is not looked at (B7). */
  private static void drain(String id, InputStream body) throws IOException {
    byte[] said = body.readNBytes(MAX_ANSWER_BYTES);
    if (said.length > 0 && LOG.isDebugEnabled()) {
      String sha256 = Sha256.of(Content.of(said)).sha256Hex();
      LOG.debug("{}: the answer says {} bytes, sha256 {}", id, said.length, sha256);
    }
  }
}
