package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import ca.portage.app.reload.ReloadDesk;
import ca.portage.app.reload.ReloadOrder;
import ca.portage.app.reload.ReloadState;
import ca.portage.app.reload.ReloadState.Outcome;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Audit;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.Fault;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Misbehaviour.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the home change under a running service. */
class ReloadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private RunningHome running;
  private ReloadDesk desk;

  @BeforeEach
  void start() throws Exception {
    running = new RunningHome(folder, GatewayForm.STRICT).start();
    desk = new ReloadDesk(folder.resolve("spool"));
  }

  @AfterEach
  void stop() throws Exception {
    running.close();
  }

  @Test
  void aChangedFileIsTakenIntoUseByItselfAndMessagesGoOnBothWays() throws Exception {
    running.drop("cusrep-arrival");
    edit("config/profiles/cig-2026.yaml", "cipher: aes-256-cbc ", "cipher: aes-128-cbc ");
    assertThat(awaitOutcome("", Outcome.LOADED).text()).contains("changed: cig");
    running.drop("cusrep-arrival");
    awaitDone(2);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(running.messages(Direction.IN, Kind.INTERCHANGE))
                    .isNotEmpty()
                    .extracting(Message::state)
                    .containsOnly(State.CLOSED));
    byte[] wire =
        Files.readAllBytes(folder.resolve("spool/out").resolve(newest().id()).resolve("wire"));
    assertThat(HexFormat.of().formatHex(wire)).as("AES of 128 bits").contains("608648016503040102");
    assertThat(running.ledger().audits("reload"))
        .extracting(Audit::operator, Audit::action, Audit::result)
        .containsExactly(tuple("portage", "reload", "changed: cig"));
    assertThat(running.ledger().alerts(10)).isEmpty();
  }

  @Test
  void aSpoiltFileChangesNothingIsToldOnceAndIsTakenOnceItIsMended() throws Exception {
    edit("config/channels/cig.yaml", "poll: ", "pol: ");
    assertThat(awaitOutcome("", Outcome.REFUSED).text())
        .contains("config/channels/cig.yaml", "unknown key 'pol', did you mean 'poll'?");
    running.drop("cusrep-arrival");
    awaitDone(1);
    order(ReloadOrder.What.CONFIG, Outcome.REFUSED);
    assertThat(running.ledger().alerts(10))
        .extracting(Alert::text)
        .singleElement()
        .asString()
        .contains("what ran before runs on");
    edit("config/channels/cig.yaml", "pol: ", "poll: ");
    awaitOutcome("", Outcome.UNCHANGED);
  }

  @Test
  void aRequestInHandIsFinishedBeforeItsChannelIsExchanged() throws Exception {
    running.gateway().misbehaviour().plan(Service.PUT, 1, new Fault.Delayed(Duration.ofSeconds(4)));
    running.drop("cusrep-arrival");
    await().atMost(PATIENCE).until(() -> state(State.SENDING));
    edit("config/profiles/cig-2026.yaml", "receiptWarn: 30m", "receiptWarn: 29m");
    assertThat(order(ReloadOrder.What.CONFIG, Outcome.LOADED).text()).contains("changed: cig");
    awaitDone(1);
    assertThat(running.ledger().attempts(newest().id()))
        .extracting(a -> a.outcome().orElse(""))
        .containsExactly("ACCEPTED");
  }

  @Test
  void movedFoldersAndKeysThatSomebodyMustUnlockWaitForARestart() throws Exception {
    edit("config/channels/cig.yaml", "inbox: inbox/cig", "inbox: inbox/other");
    assertThat(awaitOutcome("", Outcome.REFUSED).text()).contains("needs a restart");
    edit("config/channels/cig.yaml", "inbox: inbox/other", "inbox: inbox/cig");
    awaitOutcome("", Outcome.UNCHANGED);
    Files.copy(folder.resolve("config/keys/broker.p12"), folder.resolve("config/keys/typed.p12"));
    Path file = folder.resolve("config/channels/cig.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("keys/broker.p12", "keys/typed.p12")
            .replace("\"file:config/keys/broker.pass\"", "prompt"));
    assertThat(awaitOutcome("", Outcome.REFUSED).text()).contains("is to be typed");
  }

  /** The password is asked for when they are opened, which they are until the next start. */
  @Test
  void keysThatAreOpenStayOpenWhereTheirPasswordIsToBeTypedFromNowOn() throws Exception {
    edit("config/channels/cig.yaml", "\"file:config/keys/broker.pass\"", "prompt");
    assertThat(awaitOutcome("", Outcome.LOADED).text()).isEqualTo("changed: cig");
  }

  @Test
  void aChannelIsSwitchedOnWithItsOwnRoutesAndOffAgain() throws Exception {
    Path second = folder.resolve("config/channels/two.yaml");
    String routes = Files.readString(folder.resolve("routes/cig.camel.yaml"));
    Files.writeString(
        folder.resolve("routes/two.camel.yaml"), routes.replaceAll("\\bcig\\b", "two"));
    Files.writeString(
        second,
        Files.readString(folder.resolve("config/channels/cig.yaml")).replace("box/cig", "box/two"));
    assertThat(awaitOutcome("", Outcome.LOADED).text()).isEqualTo("switched on: two");
    Path aside = Files.write(folder.resolve("drop.tmp"), Given.interchange(1));
    Files.move(aside, folder.resolve("outbox/two/one.edi"));
    // Both fetch from one mailbox here, so either may meet the receipt.
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(running.gateway().interchanges()).hasSize(1));
    Files.delete(second);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(said().text()).isEqualTo("switched off: two"));
    running.drop("cusrep-arrival");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(running.messages(Direction.OUT, Kind.INTERCHANGE))
                    .filteredOn(m -> m.channel().equals("cig"))
                    .extracting(Message::state)
                    .containsExactly(State.DONE));
  }

  @Test
  void editedRoutesWaitForAnOrderAreTriedFirstAndThenExchanged() throws Exception {
    edit(
        "routes/site.camel.yaml",
        "\\z",
        "\n- route:\n    id: extra\n    from:\n      uri: timer:extra\n      steps:\n        - lag: told\n");
    await().atMost(PATIENCE).until(() -> !said().editedRoutes().isEmpty());
    assertThat(said().editedRoutes()).containsExactly("routes/site.camel.yaml");
    assertThat(order(ReloadOrder.What.ROUTES, Outcome.REFUSED).text())
        .contains("site.camel.yaml", "lag");
    edit("routes/site.camel.yaml", "lag: told", "log: told");
    edit("routes/cig.camel.yaml", "delay: 250", "delay: 200");
    assertThat(order(ReloadOrder.What.ROUTES, Outcome.LOADED).text())
        .isEqualTo("routes: routes/cig.camel.yaml, routes/site.camel.yaml");
    assertThat(said().editedRoutes()).isEmpty();
    running.drop("cusrep-arrival");
    awaitDone(1);
    assertThat(running.ledger().audits("reload"))
        .extracting(Audit::operator, Audit::action, Audit::reason)
        .containsExactly(tuple("ann", "routes apply", "because"));
  }

  private ReloadState order(ReloadOrder.What what, Outcome outcome) throws IOException {
    String id = UUID.randomUUID().toString();
    desk.leave(new ReloadOrder(id, what, "ann", "because"));
    return awaitOutcome(id, outcome);
  }

  private ReloadState awaitOutcome(String order, Outcome outcome) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              ReloadState now = said();
              assertThat(now.outcome()).as(now.text()).isEqualTo(outcome);
              assertThat(now.text()).isNotEqualTo("as it stood at the start");
              assertThat(order.isEmpty() || now.order().equals(order)).isTrue();
            });
    return said();
  }

  private ReloadState said() {
    try {
      return desk.said().orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitDone(int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(running.messages(Direction.OUT, Kind.INTERCHANGE))
                    .hasSize(count)
                    .extracting(Message::state)
                    .containsOnly(State.DONE));
  }

  private boolean state(State state) {
    return running.messages(Direction.OUT, Kind.INTERCHANGE).stream()
        .anyMatch(m -> m.state() == state);
  }

  private Message newest() {
    List<Message> all = running.messages(Direction.OUT, Kind.INTERCHANGE);
    return all.stream().max(Comparator.comparing(Message::created)).orElseThrow();
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    String edited = from.equals("\\z") ? text + to : text.replace(from, to);
    assertThat(edited).isNotEqualTo(text);
    Files.writeString(path, edited);
  }
}
