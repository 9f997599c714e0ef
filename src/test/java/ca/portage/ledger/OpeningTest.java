package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.portage.ledger.LedgerException.Reason;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpeningTest {
  @TempDir Path home;
  private final HandClock clock = new HandClock();

  @Test
  void aNewSpoolGetsALedgerOnlyItsOwnerReads() throws IOException {
    assumeTrue(home.getFileSystem().supportedFileAttributeViews().contains("posix"));
    try (Spool spool = Spool.open(home.resolve("spool"));
        Ledger ledger = Ledger.open(database(), clock)) {
      assertThat(spool.work()).exists();
      ledger.alert("cig", java.util.Optional.empty(), "written");
      for (String name : List.of("ledger.db", "ledger.db-wal", "ledger.db-shm")) {
        Path file = database().resolveSibling(name);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(name)
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aMissingLedgerBesideMessagesIsNeverReplacedByAnEmptyOne() throws IOException {
    try (Spool spool = Spool.open(home.resolve("spool"))) {
      spool.out("M1");
    }
    refused(Reason.MISSING, () -> Ledger.open(database(), clock)).hasMessageContaining("backup");
    assertThat(database()).doesNotExist();
  }

  @Test
  void aLedgerThatLostItsTablesBesideMessagesIsNotTakenForANewOne() throws IOException {
    fill();
    Files.write(database(), new byte[0]);
    try (Spool spool = Spool.open(home.resolve("spool"))) {
      spool.out("M1");
    }
    refused(Reason.MISSING, () -> Ledger.open(database(), clock));
    assertThat(Files.size(database())).isLessThanOrEqualTo(4096);
    refused(Reason.MISSING, () -> Ledger.open(database(), clock));
  }

  @Test
  void aDatabaseThatVanishesUnderTheServiceIsNotMadeAnew() throws Exception {
    fill();
    Files.delete(database());
    assertThatThrownBy(() -> Connections.writer(database()).close())
        .isInstanceOf(SQLException.class);
    assertThat(database()).doesNotExist();
  }

  @Test
  void aDamagedLedgerIsRefused() throws IOException {
    fill();
    byte[] bytes = Files.readAllBytes(database());
    Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5A);
    Files.write(database(), bytes);
    refused(Reason.CORRUPT, () -> Ledger.open(database(), clock)).hasMessageContaining("damaged");
  }

  @Test
  void aFileThatIsNoLedgerIsRefused() throws IOException {
    Files.createDirectories(database().getParent());
    Files.writeString(database(), "this is not a database, whatever its name says".repeat(100));
    refused(Reason.CORRUPT, () -> Ledger.open(database(), clock));
    refused(Reason.CORRUPT, () -> Ledger.read(database()));
  }

  @Test
  void aLedgerOfANewerPortageIsRefusedAndLeftAlone() throws Exception {
    fill();
    try (Statements raw = Connections.writer(database())) {
      raw.execute("PRAGMA user_version=99");
    }
    refused(Reason.UNSUITABLE, () -> Ledger.open(database(), clock)).hasMessageContaining("newer");
    refused(Reason.UNSUITABLE, () -> Ledger.read(database())).hasMessageContaining("newer");
  }

  @Test
  void readingWhereThereIsNoLedgerSaysSoAndMakesNone() {
    refused(Reason.MISSING, () -> Ledger.read(database()));
    assertThat(database()).doesNotExist();
  }

  @Test
  void aLeftLibraryThatCannotBeDeletedDoesNotKeepTheLedgerClosed() throws IOException {
    FileTime hourAgo = FileTime.from(clock.instant().minus(Duration.ofHours(1)));
    // A folder that is not empty refuses to go anywhere, as a loaded library does on Windows.
    Path loaded = home.resolve("spool/native/a-loaded");
    Files.createDirectories(loaded);
    Files.writeString(loaded.resolve("file"), "x");
    Files.setLastModifiedTime(loaded, hourAgo);
    Path left = Files.writeString(home.resolve("spool/native/b-left"), "x");
    Files.setLastModifiedTime(left, hourAgo);
    fill();
    assertThat(loaded).exists();
    assertThat(left).doesNotExist();
  }

  @Test
  void aClosedLedgerRefusesWork() throws IOException {
    fill();
    Ledger ledger = Ledger.open(database(), clock);
    ledger.close();
    ledger.close();
    refused(Reason.NOT_WRITABLE, () -> ledger.attempt("M1"));
  }

  private void fill() throws IOException {
    Files.createDirectories(database().getParent());
    try (Ledger ledger = Ledger.open(database(), clock)) {
      for (int i = 0; i < 200; i++) {
        ledger.alert("cig", java.util.Optional.empty(), "alert " + i);
      }
    }
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(
      Reason reason, ThrowingCallable opening) {
    return assertThatThrownBy(opening)
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private Path database() {
    return home.resolve("spool/ledger.db");
  }
}
