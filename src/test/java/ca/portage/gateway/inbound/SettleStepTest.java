package ca.portage.gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.hostile.RawReport;
import ca.portage.ledger.Conclusion;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.NewClaim;
import ca.portage.ledger.Outcome;
import ca.portage.ledger.State;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Which message of ours a receipt means (CIG Q-01, reliability F2). */
class SettleStepTest extends BenchCase {
  private static final String MIC = "AAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  @Test
  void anIdWithoutItsHostThatTwoMessagesHaveSettlesNeitherAndSaysSo() throws Exception {
    accepted("M1", "<38DE.1@first.example>");
    accepted("M2", "<38DE.1@second.example>");
    Message receipt = settled("<38DE.1>");
    assertThat(receipt.reason().orElseThrow())
        .startsWith("it names <38DE.1> without its host, and 2 messages from here have that id");
    assertThat(state("M1")).isEqualTo(State.ACCEPTED);
    assertThat(state("M2")).isEqualTo(State.ACCEPTED);
  }

  @Test
  void anIdWithoutItsHostThatOneMessageHasSettlesIt() throws Exception {
    accepted("M1", "<38DE.1@first.example>");
    assertThat(settled("<38DE.1>").reason().orElseThrow()).isEqualTo("it settles M1 as DONE");
    assertThat(state("M1")).isEqualTo(State.DONE);
  }

  @Test
  void anIdThatNobodyHasWasNeverSent() throws Exception {
    accepted("M1", "<38DE.1@first.example>");
    assertThat(settled("<38DE.2>").reason().orElseThrow()).contains("never sent from here");
  }

  private void accepted(String id, String messageId) {
    ledger.claim(new NewClaim(id, "cig", id, id, 3, Optional.empty(), Duration.ZERO));
    ledger.packaged(id, messageId, MIC + ", sha1", id, 9, CLOCK.instant());
    ledger.attempt(id);
    ledger.conclude(
        id, new Conclusion(Outcome.ACCEPTED, Optional.empty(), "taken", Optional.empty()));
  }

  private Message settled(String about) throws Exception {
    ledger.openDownload("D1", "cig", "<poll@broker.example>");
    ledger.stored("D1", 9, "sha", true);
    ledger.part("D1", 0, "cig", "R1", 9, Optional.empty());
    ledger.verified("R1", Kind.RECEIPT, "<r@gateway.example>", "BBBB, sha1");
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      Exchange exchange = new DefaultExchange(context);
      exchange.setProperty(ExchangeKeys.MESSAGE, "R1");
      exchange.getIn().setBody(Content.of(RawReport.processed(about, MIC + ", sha1").bytes()));
      new SettleStep(bench).process(exchange);
    }
    return ledger.message("R1").orElseThrow();
  }

  private State state(String id) {
    return ledger.message(id).orElseThrow().state();
  }
}
