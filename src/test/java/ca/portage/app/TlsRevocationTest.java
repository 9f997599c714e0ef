package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.badtls.BadGate;
import ca.portage.badtls.BadGate.Script;
import ca.portage.badtls.BadGate.Tally;
import ca.portage.badtls.Minted;
import ca.portage.badtls.TlsScripts;
import ca.portage.gateway.tls.TlsRefusal;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.pki.TestAuthority;
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

  private static final String CHANNEL = "config/channels/cig.yaml";

  @TempDir Path folder;

  @Test
  void whenTheGraceIsOverAServerThatNobodyVouchesForHearsNothingUntilTheRuleIsSoft()
      throws Exception {
    try (BadGate gate = new BadGate();
        RunningHome home = new RunningHome(folder, GatewayForm.STRICT)) {
      Minted root = Minted.root("Root without a list");
      TestAuthority.writePem(folder.resolve("config/keys/trust/web.pem"), root.certificate());
      Script unlisted = TlsScripts.server(Minted.order("cn=web").names("localhost").by(root));
      Script real = gate.relayTo(home.gateway().submit().getPort());
      edit("config/profiles/cig-2026.yaml", "backoff: \\[1m.*?]", "backoff: [4s]");
      edit(CHANNEL, "submit: https://[^/]*", "submit: https://localhost:" + gate.port());
      // The rule for the recipient would stop the message before: it is packed under the soft one.
      home.gateway().misbehaviour().answerPuts(1, 503);
      gate.play(real);
      home.start();
      home.drop("cusrep-arrival");
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(first(home).attempts()).isPositive());
      home.stop();
      int before = home.gateway().seen().size();
      edit(CHANNEL, "revocation:\\s*mode: soft.*", "revocation: {mode: hard, grace: 0s}");
      Tally tally = gate.play(unlisted);
      home.start();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(home.ledger().alerts(50))
                      .extracting(Alert::text)
                      .anyMatch(
                          text ->
                              text.startsWith("no connection to submit")
                                  && text.endsWith(TlsRefusal.REVOCATION_UNKNOWN.action())));
      assertThat(tally.connections()).isPositive();
      assertThat(tally.applicationBytes()).isZero();
      assertThat(home.gateway().seen()).as("nor did the way for answers").hasSize(before);
      gate.play(real);
      edit(CHANNEL, "revocation: .*", "revocation: {mode: soft}");
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(first(home).state()).isEqualTo(State.DONE));
      assertThat(home.ledger().attempts(first(home).id()))
          .extracting(a -> a.outcome().orElse(""))
          .containsOnly("TRANSIENT", "NOT_SENT", "ACCEPTED");
      Tally control = gate.play(unlisted);
      home.drop("cusrep-arrival");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(control.applicationBytes())
                      .as("control: the same server under the soft rule")
                      .isPositive());
      // Hangs up, so that nobody waits for an answer that never comes.
      gate.play(real);
    }
  }

  private void edit(String file, String pattern, String to) throws Exception {
    String text = Files.readString(folder.resolve(file));
    String edited = text.replaceAll(pattern, to);
    assertThat(edited).isNotEqualTo(text);
    Files.writeString(folder.resolve(file), edited);
  }

  /** The one that was dropped first. */
  private static Message first(RunningHome home) {
    List<Message> all = home.messages(Direction.OUT, Kind.INTERCHANGE);
    assertThat(all).isNotEmpty();
    return all.get(0);
  }
}
