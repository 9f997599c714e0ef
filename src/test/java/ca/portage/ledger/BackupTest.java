package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest extends LedgerCase {
  @TempDir Path elsewhere;

  @Test
  void aCopyOfALedgerInUseHoldsEverythingCommittedSoFarAndCanBeWorkedWith() throws IOException {
    Message before = accepted("M1");
    ledger.backup(copy());
    claimed("M2");
    try (Ledger restored = Ledger.open(copy(), clock)) {
      assertThat(restored.message("M1")).contains(before);
      assertThat(restored.message("M2")).isEmpty();
      assertThat(restored.settle("M1", State.DONE, "receipt").state()).isEqualTo(State.DONE);
    }
    assertThat(ledger.message("M1")).contains(before);
  }

  @Test
  void aCopyIsPrivate() throws IOException {
    assumeTrue(elsewhere.getFileSystem().supportedFileAttributeViews().contains("posix"));
    ledger.backup(copy());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy())))
        .isEqualTo("rw-------");
  }

  @Test
  void anOlderCopyIsNeverOverwritten() throws IOException {
    Files.writeString(copy(), "older");
    assertThatThrownBy(() -> ledger.backup(copy())).isInstanceOf(LedgerException.class);
    assertThat(copy()).hasContent("older");
  }

  @Test
  void aFolderThatIsNotThereIsSaidToBeTheTrouble() {
    Path nowhere = elsewhere.resolve("nowhere/ledger.db");
    assertThatThrownBy(() -> ledger.backup(nowhere))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(nowhere.toString())
        .hasMessageContaining("the ledger itself is as it was");
  }

  @Test
  void commitsGoOnWhileTheCopyIsMadeAndTheCopyIsOneMoment() {
    for (int i = 0; i < 200; i++) {
      ledger.alert(CHANNEL, Optional.empty(), "x".repeat(100_000));
    }
    CompletableFuture<Void> copying = CompletableFuture.runAsync(() -> ledger.backup(copy()));
    int during = 0;
    while (!copying.isDone()) {
      during++;
      ledger.alert(CHANNEL, Optional.empty(), "while it was copied " + during);
    }
    copying.join();
    // A copy that held the writer up would have let one commit begin and none end before its own.
    assertThat(during).isGreaterThan(3);
    try (Ledger restored = Ledger.read(copy())) {
      assertThat(restored.integrity()).isEmpty();
      assertThat(restored.alerts(1000)).hasSizeBetween(200, 200 + during);
    }
  }

  @Test
  void aLedgerThatIsWholeSaysNothingIsWrong() {
    accepted("M1");
    assertThat(ledger.integrity()).isEmpty();
  }

  @Test
  void aCopyLeavesNothingBesideIt() throws IOException {
    ledger.backup(copy());
    try (var files = Files.list(elsewhere)) {
      assertThat(files).containsExactly(copy());
    }
  }

  private Path copy() {
    return elsewhere.resolve("ledger-copy.db");
  }
}
