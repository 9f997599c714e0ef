package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.gateway.tls.TlsRefusal;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Attempt;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.GatewayForm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C8: no revocation list tells of the gateway's server, under the hard rule and the soft one. */
class TlsRevocationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void whenTheGraceIsOverAServerThatNobodyVouchesForHearsNothingUntilTheRuleIsSoft()
      throws Exception {
    try (RunningHome home = new RunningHome(folder, GatewayForm.STRICT)) {
      hurry();
      // The rule for the recipient would stop the message before: it is packed under the soft one.
      home.gateway().misbehaviour().answerPuts(1, 503);
      home.start();
      home.drop("cusrep-arrival");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(home.messages(Direction.OUT, Kind.INTERCHANGE))
                      .singleElement()
                      .satisfies(m -> assertThat(m.attempts()).isPositive()));
      home.stop();
      int before = home.gateway().seen().size();
      rule("mode: soft", "{mode: hard, grace: 0s}");
      home.start();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(home.ledger().alerts(50))
                      .extracting(Alert::text)
                      .anyMatch(t -> t.endsWith(TlsRefusal.REVOCATION_UNKNOWN.action())));
      assertThat(home.gateway().seen()).hasSize(before);
      rule("{mode: hard, grace: 0s}", "{mode: soft}");
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(only(home).state()).isEqualTo(State.DONE));
      List<Attempt> attempts = home.ledger().attempts(only(home).id());
      assertThat(attempts)
          .extracting(a -> a.outcome().orElse(""))
          .containsOnly("TRANSIENT", "NOT_SENT", "ACCEPTED");
    }
  }

  private void rule(String from, String to) throws Exception {
    Path channel = folder.resolve("config/channels/cig.yaml");
    String text = Files.readString(channel);
    String edited =
        from.startsWith("{")
            ? text.replace("revocation: " + from, "revocation: " + to)
            : text.replaceAll("revocation:\\s*mode: soft.*", "revocation: " + to);
    assertThat(edited).isNotEqualTo(text);
    Files.writeString(channel, edited);
  }

  private void hurry() throws Exception {
    Path profile = folder.resolve("config/profiles/cig-2026.yaml");
    Files.writeString(
        profile,
        Files.readString(profile).replace("backoff: [1m, 5m, 10m, 20m, 40m]", "backoff: [4s]"));
  }

  private static Message only(RunningHome home) {
    return home.messages(Direction.OUT, Kind.INTERCHANGE).get(0);
  }
}
