package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.config.Home;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.GatewayForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input is kept with its reason beside it, told as an alert, and never sent. */
class QuarantineTest {
  @TempDir Path folder;

  private RunningHome home;

  @BeforeEach
  void prepare() throws Exception {
    home = new RunningHome(folder, GatewayForm.STRICT);
  }

  @Test
  void anEmptyFile() throws Exception {
    try (RunningHome running = home.start()) {
      Files.createFile(running.home().outbox().resolve("empty.edi"));
      quarantined(running, "empty.edi", "empty");
    }
  }

  @Test
  void aSymbolicLinkAndItsTargetStaysUntouched() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "not to be sent");
    try (RunningHome running = home.start()) {
      Files.createSymbolicLink(running.home().outbox().resolve("link.edi"), secret);
      quarantined(running, "link.edi", "symbolic link");
      assertThat(running.home().outbox().resolve("quarantine/link.edi"))
          .satisfies(f -> assertThat(Files.isSymbolicLink(f)).isTrue());
      assertThat(secret).hasContent("not to be sent");
    }
  }

  @Test
  void aLinkThatLeadsNowhereIsClearedAwayToo() throws Exception {
    try (RunningHome running = home.start()) {
      Files.createSymbolicLink(
          running.home().outbox().resolve("nowhere.edi"), Path.of("/does/not/exist"));
      quarantined(running, "nowhere.edi", "symbolic link");
    }
  }

  @Test
  void aPipe() throws Exception {
    Process mkfifo =
        new ProcessBuilder("mkfifo", home.home().outbox().resolve("pipe.edi").toString()).start();
    assertThat(mkfifo.waitFor()).isZero();
    try (RunningHome running = home.start()) {
      quarantined(running, "pipe.edi", "not a regular file");
    }
  }

  @Test
  void aNameWithALineBreakCannotForgeALineOfTheReason() throws Exception {
    try (RunningHome running = home.start()) {
      running.drop("good\nreason: all is well.edi", edifact("1"));
      quarantined(running, "good_reason_ all is well.edi", "name");
      assertThat(reason(running, "good_reason_ all is well.edi").lines())
          .filteredOn(line -> line.startsWith("reason:"))
          .hasSize(1);
    }
  }

  @Test
  void aNameThatClimbs() throws Exception {
    try (RunningHome running = home.start()) {
      running.drop("..evil.edi", edifact("1"));
      running.drop("a..b.edi", edifact("2"));
      await().untilAsserted(() -> assertThat(running.quarantined()).hasSize(4));
      assertThat(running.quarantined()).noneMatch(name -> name.contains(".."));
      assertThat(running.gateway().interchanges()).isEmpty();
    }
  }

  @Test
  void edifactOnACadexChannel() throws Exception {
    channel("interchange: cadex");
    try (RunningHome running = home.start()) {
      running.drop("wrong.edi", edifact("1"));
      quarantined(running, "wrong.edi", "CADEX");
    }
  }

  @Test
  void cadexOnAnEdifactChannel() throws Exception {
    channel("interchange: edifact");
    try (RunningHome running = home.start()) {
      running.drop(
          "wrong.cdx", "TEST0001 FICTIONAL RECORD\r\n".getBytes(StandardCharsets.US_ASCII));
      quarantined(running, "wrong.cdx", "EDIFACT");
    }
  }

  @Test
  void theSecondOfTwoBadFilesOfOneNameDoesNotTakeThePlaceOfTheFirst() throws Exception {
    try (RunningHome running = home.start()) {
      Files.createFile(running.home().outbox().resolve("empty.edi"));
      quarantined(running, "empty.edi", "empty");
      Files.createFile(running.home().outbox().resolve("empty.edi"));
      await().untilAsserted(() -> assertThat(running.quarantined()).hasSize(4));
    }
  }

  @Test
  void aFileThatIsStillWrittenIsLeftAloneUntilItsMarkerStands() throws Exception {
    try (RunningHome running = home.start()) {
      Path growing = running.home().outbox().resolve("growing.edi.tmp");
      Files.write(growing, edifact("7"));
      Files.writeString(
          running.home().outbox().resolve("cut.edi"), "UNB+UNOA:3+A+B+260302:1430+9'");
      running.drop("good.edi", edifact("8"));
      await().until(() -> running.gateway().interchanges().size() == 1);
      assertThat(growing).exists();
      assertThat(running.home().outbox().resolve("cut.edi")).exists();
      Files.createFile(running.home().outbox().resolve("cut.edi.done"));
      await().until(() -> running.gateway().interchanges().size() == 2);
      assertThat(running.home().outbox().resolve("cut.edi.done")).doesNotExist();
    }
  }

  @Test
  void theSameContentAgainIsHeldAndSentOnlyWhenAnOperatorReleasesIt() throws Exception {
    try (RunningHome running = home.start()) {
      running.drop("first.edi", edifact("5"));
      await().until(() -> running.gateway().interchanges().size() == 1);
      running.drop("again.edi", edifact("5"));
      await()
          .untilAsserted(
              () ->
                  assertThat(running.messages(Direction.OUT, Kind.INTERCHANGE))
                      .extracting(Message::state)
                      .contains(State.DUPLICATE_HELD));
      assertThat(running.ledger().alerts(10))
          .extracting(Alert::text)
          .anyMatch(t -> t.contains("held"));
      assertThat(running.gateway().interchanges()).hasSize(1);
      Message held =
          running.messages(Direction.OUT, Kind.INTERCHANGE).stream()
              .filter(m -> m.state() == State.DUPLICATE_HELD)
              .findFirst()
              .orElseThrow();
      try (Ledger beside = Ledger.open(new Home(folder).ledger(), Clock.systemUTC())) {
        beside.release(held.id());
      }
      await().until(() -> running.gateway().interchanges().size() == 2);
    }
  }

  private void channel(String line) throws IOException {
    Path file = folder.resolve("config/channels/cig.yaml");
    Files.writeString(file, Files.readString(file) + "\n" + line + "\n");
  }

  private static void quarantined(RunningHome running, String name, String reason)
      throws IOException {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> {
              assertThat(running.quarantined()).contains(name, name + ".reason.txt");
              assertThat(running.ledger().alerts(10))
                  .extracting(Alert::text)
                  .anyMatch(t -> t.contains(reason));
            });
    assertThat(reason(running, name)).contains(reason);
    assertThat(Files.exists(running.home().outbox().resolve(name), LinkOption.NOFOLLOW_LINKS))
        .isFalse();
    assertThat(running.gateway().interchanges()).isEmpty();
    assertThat(running.messages(Direction.OUT, Kind.INTERCHANGE)).isEmpty();
  }

  private static String reason(RunningHome running, String name) throws IOException {
    return Files.readString(
        running.home().outbox().resolve("quarantine").resolve(name + ".reason.txt"));
  }

  private static byte[] edifact(String reference) {
    return List.of(
            "UNB+UNOA:3+TESTBROKER+TESTGATEWAY+260302:1430+" + reference + "'",
            "UNH+1+CUSREP:D:96A:UN'",
            "BGM+631'",
            "UNT+3+1'",
            "UNZ+1+" + reference + "'")
        .stream()
        .reduce("", (a, b) -> a + b + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
