package ca.portage.gateway.outbound;

import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Workbench;
import ca.portage.gateway.http.WireEntity;
import ca.portage.ledger.Conclusion;
import ca.portage.ledger.Message;
import ca.portage.ledger.Outcome;
import ca.portage.ledger.State;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code conclude}: what the attempt came to. Certainly not sent and temporarily refused are tried
 * again; anything that may have reached the gateway is ambiguous until a receipt or the schedule
 * says otherwise (reliability §2.1).
 */
final class ConcludeStep implements Processor {
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
    Message after = bench.ledger().conclude(id, conclusion);
    CrashPoint.CONCLUDE_COMMITTED.reached();
    exchange.getIn().setBody(id);
    if (conclusion.outcome() == Outcome.AMBIGUOUS) {
      bench.alert(id, "it is not known whether the message arrived: " + conclusion.detail());
    }
    if (after.state() == State.PACKAGED
        && after.attempts() == bench.profile().schedule().backoff().size()) {
      bench.alert(
          id,
          "the gateway has not taken the message in "
              + after.attempts()
              + " attempts; it is tried for as long as it takes. If this lasts, think of your backup"
              + " method. Last: "
              + conclusion.detail());
    }
    if (after.state() == State.FAILED || after.state() == State.HELD) {
      bench.alert(id, "the message is " + after.state() + ": " + conclusion.detail());
      exchange.setProperty(ExchangeKeys.EVENT, "failed");
    }
  }

  private Conclusion conclusion(
      Message message, WireEntity entity, Optional<Exception> cut, Exchange exchange) {
    if (cut.isPresent()) {
      return outcomes.cut(message, entity, cut.get());
    }
    try (InputStream body = exchange.getIn().getBody(InputStream.class)) {
      drain(body);
    } catch (IOException e) {
      return outcomes.cut(message, entity, e);
    }
    return outcomes.answered(message, entity.answer().orElseThrow());
  }

  private static void drain(InputStream body) throws IOException {
    if (body == null) {
      return;
    }
    byte[] buffer = new byte[8192];
    int total = 0;
    for (int n = body.read(buffer); n >= 0 && total < MAX_ANSWER_BYTES; n = body.read(buffer)) {
      total += n;
    }
  }
}
