package ca.portage.gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.Alert;
import ca.portage.ledger.Kind;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Whether the next download may be asked for (reliability P0). */
class PrecheckStepTest extends BenchCase {
  private static final int LIMIT = 100;

  @Test
  void aHundredThatWereBelievedAndWaitStopThePollingAndAreTold() throws Exception {
    for (int i = 0; i < LIMIT - 1; i++) {
      verified(i);
    }
    assertThat(polls()).isTrue();
    verified(LIMIT);
    assertThat(polls()).isFalse();
    assertThat(ledger.alerts(9))
        .extracting(Alert::text)
        .singleElement()
        .asString()
        .startsWith("not polling: 100 received messages are held or wait for the inbox");
  }

  @Test
  void thoseThatAreHeldAfterTheyWereBelievedCountToo() throws Exception {
    for (int i = 0; i < LIMIT; i++) {
      ledger.held(verified(i), "the inbox is full", CLOCK.instant());
    }
    assertThat(polls()).isFalse();
  }

  @Test
  void thoseThatAnybodyCanHaveQueuedDoNot() throws Exception {
    for (int i = 0; i < 2 * LIMIT; i++) {
      ledger.held(part(i), "for another key", CLOCK.instant());
    }
    assertThat(polls()).isTrue();
    assertThat(ledger.alerts(9)).isEmpty();
  }

  private String part(int number) {
    String download = "D" + number;
    ledger.openDownload(download, "cig", "<poll." + number + "@broker.example>");
    ledger.stored(download, 9, "sha" + number, true);
    return ledger.part(download, 0, "cig", "I" + number, 9, Optional.empty()).id();
  }

  private String verified(int number) {
    String message = "<" + number + "@gateway.example>";
    return ledger.verified(part(number), Kind.INTERCHANGE, message, "AAAA, sha1").id();
  }

  private boolean polls() throws Exception {
    Files.createDirectories(bench.channel().inbox());
    Processor step = (Processor) InboundSteps.of(bench, System::nanoTime).get("precheck");
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      Exchange exchange = new DefaultExchange(context);
      step.process(exchange);
      return !exchange.isRouteStop();
    }
  }
}
