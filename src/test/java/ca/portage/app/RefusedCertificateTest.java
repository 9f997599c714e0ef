package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.cli.Cli;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.ReceiptFault;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code authentication-failed} means that our signing certificate is no longer accepted: told once
 * for all that is refused, and shown until a message is proved again.
 */
class RefusedCertificateTest {
  @TempDir Path folder;

  private final List<State> settled = new ArrayList<>();

  @Test
  void refusalsAreToldOnceAndAgainOnlyAfterAMessageWasProved() throws Exception {
    RunningHome home = new RunningHome(folder, GatewayForm.STRICT);
    home.gateway().misbehaviour().planReceipts(2, ReceiptFault.AUTHENTICATION_FAILED);
    try (RunningHome running = home.start()) {
      settle(running, State.PEER_ERROR);
      assertThat(refusals(running))
          .singleElement()
          .asString()
          .contains("no longer accepted", "serial number", "good until", "portage keys import");
      assertThat(signingKey().get("refused").asText()).isNotBlank();
      assertThat(new Cli(folder).run("status").out())
          .contains("our signing certificate is refused since");

      settle(running, State.PEER_ERROR);
      assertThat(refusals(running)).hasSize(1);

      settle(running, State.DONE);
      assertThat(signingKey().get("refused").isNull()).isTrue();

      running.gateway().misbehaviour().planReceipts(1, ReceiptFault.AUTHENTICATION_FAILED);
      settle(running, State.PEER_ERROR);
      assertThat(refusals(running)).hasSize(2);
    }
  }

  /** The control: an error of another kind says nothing of our certificate. */
  @Test
  void anotherErrorIsNoRefusal() throws Exception {
    RunningHome home = new RunningHome(folder, GatewayForm.STRICT);
    home.gateway().misbehaviour().planReceipts(1, ReceiptFault.DECRYPTION_FAILED);
    try (RunningHome running = home.start()) {
      settle(running, State.PEER_ERROR);
      assertThat(refusals(running)).isEmpty();
    }
  }

  private void settle(RunningHome running, State state) throws IOException {
    running.drop("cusrep-arrival");
    settled.add(state);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(running.messages(Direction.OUT, Kind.INTERCHANGE))
                    .extracting(Message::state)
                    .containsExactlyInAnyOrderElementsOf(settled));
  }

  private static List<String> refusals(RunningHome running) {
    return running.ledger().alerts(99).stream()
        .filter(alert -> alert.id().filter(id -> id.startsWith("refused/")).isPresent())
        .map(Alert::text)
        .toList();
  }

  private JsonNode signingKey() throws IOException {
    String json = new Cli(folder).run("status", "--json").out();
    for (JsonNode item : new ObjectMapper().readTree(json).at("/channels/0/expiry")) {
      if (item.get("role").asText().equals("signing-key")) {
        return item;
      }
    }
    throw new AssertionError("no signing key in " + json);
  }
}
