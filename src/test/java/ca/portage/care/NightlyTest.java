package ca.portage.care;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.Ledger;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NightlyTest extends CareCase {
  private static final LocalTime HALF_PAST_TWO = LocalTime.of(2, 30);

  @Test
  void aNewHomeIsBackedUpAtTheFirstLookAndThenOnceEveryNight() throws IOException {
    Caretaker caretaker = caretaker(FLOOR_BYTES);
    caretaker.look();
    assertThat(backups()).containsExactly("ledger-20260301T120000Z.db");
    for (int look = 0; look < 24 * 6; look++) {
      clock.advance(Duration.ofMinutes(10));
      caretaker.look();
    }
    assertThat(backups())
        .containsExactly("ledger-20260301T120000Z.db", "ledger-20260302T023000Z.db");
    assertThat(alerts()).isEmpty();
  }

  @Test
  void aNightThatWasMissedIsMadeGoodByTheNextStart() throws IOException {
    caretaker(FLOOR_BYTES).look();
    clock.advance(Duration.ofDays(3));
    caretaker(FLOOR_BYTES).look();
    caretaker(FLOOR_BYTES).look();
    assertThat(backups())
        .containsExactly("ledger-20260301T120000Z.db", "ledger-20260304T120000Z.db");
  }

  @Test
  void sevenBackupsAreKeptAndSomebodysOwnCopyIsLeftAlone() throws IOException {
    Caretaker caretaker = caretaker(FLOOR_BYTES);
    for (int day = 0; day < 10; day++) {
      caretaker.look();
      clock.advance(Duration.ofDays(1));
      Files.writeString(home.spool().resolve("backup/ledger-mine.db"), "mine");
    }
    assertThat(backups()).hasSize(8).contains("ledger-mine.db");
    assertThat(backups()).contains("ledger-20260310T120000Z.db");
    assertThat(backups()).doesNotContain("ledger-20260303T120000Z.db");
  }

  @Test
  void aBackupHoldsWhatTheLedgerHeld() throws IOException {
    ledger.alert("cig", Optional.empty(), "kept");
    caretaker(FLOOR_BYTES).look();
    Path copy = home.spool().resolve("backup").resolve(backups().get(0));
    try (Ledger read = Ledger.read(copy)) {
      assertThat(read.alerts(5)).isEqualTo(ledger.alerts(5)).hasSize(1);
    }
  }

  @Test
  void aDamagedLedgerIsNeverCopiedOverAGoodBackup() throws IOException {
    for (int i = 0; i < 100; i++) {
      ledger.alert("cig", Optional.empty(), "alert " + i + " ".repeat(20_000));
    }
    caretaker(FLOOR_BYTES).look();
    List<String> before = backups();
    close();
    try (RandomAccessFile file = new RandomAccessFile(home.ledger().toFile(), "rw")) {
      // A page behind those that the start looks at: what a tired disk does.
      file.seek(file.length() - 4096);
      file.write(new byte[4096]);
    }
    try (Ledger damaged = Ledger.read(home.ledger())) {
      assertThat(damaged.integrity()).isNotEmpty();
      Nightly nightly =
          new Nightly(
              home,
              damaged,
              new Leftovers(home, List.of(channel), clock),
              new Notices(damaged),
              clock,
              HALF_PAST_TWO,
              FLOOR_BYTES);
      clock.advance(Duration.ofDays(1));
      nightly.runIfDue();
    }
    assertThat(backups()).isEqualTo(before);
  }

  @Test
  void tooLittleSpaceForACopyIsToldOnceAndTriedEveryHour() throws IOException {
    Caretaker caretaker = caretaker(Long.MAX_VALUE);
    for (int look = 0; look < 60; look++) {
      caretaker.look();
      clock.advance(Duration.ofMinutes(10));
    }
    assertThat(alerts()).singleElement().asString().contains("not backed up", "MiB free");
    assertThat(home.spool().resolve("backup")).doesNotExist();
  }

  @Test
  void theMarkOfTheClockFollowsTheTimeAndAClockSetBackIsToldOnce() throws IOException {
    Caretaker caretaker = caretaker(FLOOR_BYTES);
    caretaker.look();
    clock.advance(Duration.ofHours(-2));
    caretaker.look();
    caretaker.look();
    assertThat(alerts()).singleElement().asString().contains("this home has seen");
    clock.advance(Duration.ofHours(3));
    caretaker.look();
    assertThat(new ClockMark(home, clock).read()).contains(clock.instant());
  }

  @Test
  void aSelfTestThatFailsInAnInboxIsAlertedAndKeepsNobodyFromStarting() throws IOException {
    Files.writeString(home.spool().resolve("inbox.cig"), "the one");
    caretaker(FLOOR_BYTES).selfTest();
    assertThat(alerts()).singleElement().asString().contains("not the inbox used before");
  }

  private Caretaker caretaker(long floorBytes) {
    return new Caretaker(home, List.of(channel), ledger, clock, HALF_PAST_TWO, floorBytes);
  }

  private List<String> backups() throws IOException {
    try (var files = Files.list(home.spool().resolve("backup"))) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
