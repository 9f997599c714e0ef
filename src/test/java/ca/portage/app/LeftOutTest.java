package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import ca.portage.cli.Cli;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.pki.PkiException;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Purpose;
import ca.portage.simulator.GatewayForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is wrong with one channel does not keep the others down, and is mended without a restart.
 */
class LeftOutTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private RunningHome running;
  private Path damaged;

  @BeforeEach
  void twoChannels() throws Exception {
    running = new RunningHome(folder, GatewayForm.STRICT);
    String routes = Files.readString(folder.resolve("routes/cig.camel.yaml"));
    Files.writeString(
        folder.resolve("routes/two.camel.yaml"), routes.replaceAll("\\bcig\\b", "two"));
    Path trust = Files.createDirectories(folder.resolve("config/keys/trust-two"));
    try (var files = Files.newDirectoryStream(folder.resolve("config/keys/trust"))) {
      for (Path file : files) {
        Files.copy(file, trust.resolve(file.getFileName()));
      }
    }
    damaged = trust.resolve("authority.crl");
    Files.writeString(
        folder.resolve("config/channels/two.yaml"),
        Files.readString(folder.resolve("config/channels/cig.yaml"))
            .replace("box/cig", "box/two")
            .replace("config/keys/trust", "config/keys/trust-two"));
  }

  @AfterEach
  void stop() throws Exception {
    running.close();
  }

  @Test
  void aChannelWithADamagedListIsLeftOutSaidToBeSoAndTakenUpOnceTheListIsWhole() throws Exception {
    Files.writeString(damaged, "this is no list");
    running.start();

    running.drop("cusrep-arrival");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(running.messages(Direction.OUT, Kind.INTERCHANGE))
                    .extracting(Message::channel, Message::state)
                    .containsExactly(tuple("cig", State.DONE)));
    assertThat(alerts())
        .singleElement()
        .asString()
        .contains("this channel is left out", "authority.crl", "tried again by itself");
    assertThat(status().out())
        .contains("LEFT OUT since", "authority.crl")
        .containsPattern("health +start ");
    assertThat(new Cli(folder).run("status", "--json").out()).contains("\"leftOut\":\"");

    Files.delete(damaged);
    drop("one.edi");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(running.gateway().interchanges()).hasSize(2));
    assertThat(status().out()).doesNotContain("LEFT OUT");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(running.ledger().audits("reload"))
                    .singleElement()
                    .satisfies(audit -> assertThat(audit.result()).isEqualTo("switched on: two")));
    assertThat(alerts()).hasSize(1);
  }

  @Test
  void whileOneIsLeftOutTheOthersAreChangedAsEver() throws Exception {
    Files.writeString(damaged, "this is no list");
    running.start();

    Path profile = folder.resolve("config/profiles/cig-2026.yaml");
    Files.writeString(
        profile, Files.readString(profile).replace("receiptWarn: 30m", "receiptWarn: 29m"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(running.ledger().audits("reload"))
                    .singleElement()
                    .satisfies(audit -> assertThat(audit.result()).isEqualTo("changed: cig")));
    assertThat(alerts()).hasSize(1);
  }

  @Test
  void theSameReasonIsToldOnceWhateverRestarts() throws Exception {
    Files.writeString(damaged, "this is no list");
    running.start();
    running.stop();
    running.start();

    assertThat(alerts()).hasSize(1);
  }

  /** The requests of this gateway are signed too; all waits, and goes once a key signs. */
  @Test
  void withAnEndedSigningCertificateTheServiceStartsAndEverythingWaitsForANewKey()
      throws Exception {
    Files.delete(folder.resolve("config/channels/two.yaml"));
    Files.delete(folder.resolve("routes/two.camel.yaml"));
    TestAuthority.writePkcs12(
        folder.resolve("config/keys/ended.p12"),
        Files.readString(folder.resolve("config/keys/broker.pass")).strip().toCharArray(),
        Map.of(
            "ended",
            TestAuthority.create("CA", Clock.systemUTC())
                .issue(Purpose.SIGNING, "cn=n", Duration.ofDays(-300), Duration.ofDays(-1))));
    Path channel = folder.resolve("config/channels/cig.yaml");
    String whole =
        Files.readString(channel)
            .replaceAll(
                "keystore: .*", "keystore: [config/keys/broker.p12, config/keys/ended.p12]");
    Files.writeString(channel, whole.replaceAll("signing: signing", "signing: ended"));

    running.start();
    running.drop("cusrep-arrival");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(running.ledger().alerts(20))
                    .extracting(Alert::text)
                    .anyMatch(text -> text.contains("nothing can be signed: ") && named(text))
                    .anyMatch(text -> text.contains("is tried again by itself") && named(text)));
    assertThat(running.messages(Direction.OUT, Kind.INTERCHANGE))
        .extracting(Message::state)
        .containsExactly(State.CLAIMED);
    assertThat(running.gateway().interchanges()).isEmpty();

    Files.writeString(channel, whole);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(running.messages(Direction.OUT, Kind.INTERCHANGE))
                    .extracting(Message::state)
                    .containsExactly(State.DONE));
    await().atMost(PATIENCE).until(() -> running.delivered().size() == 1);
    assertThat(running.gateway().interchanges()).hasSize(1);
  }

  private static boolean named(String text) {
    return text.contains("'ended'");
  }

  @Test
  void ifNoneCanStartTheReasonOfTheFirstEndsTheStart() throws Exception {
    Files.writeString(damaged, "this is no list");
    Files.writeString(folder.resolve("config/keys/trust/authority.crl"), "neither is this");
    assertThatThrownBy(() -> running.start())
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("trust/authority.crl");
  }

  private void drop(String name) throws IOException {
    Path aside = Files.write(folder.resolve("drop.tmp"), Given.interchange(1));
    Files.move(aside, folder.resolve("outbox/two").resolve(name));
  }

  private List<String> alerts() {
    return running.ledger().alerts(20).stream()
        .filter(alert -> alert.channel().equals("two"))
        .map(Alert::text)
        .toList();
  }

  private Cli.Result status() {
    return new Cli(folder).run("status");
  }
}
