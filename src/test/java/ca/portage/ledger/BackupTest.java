package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  private Path copy() {
    return elsewhere.resolve("ledger-copy.db");
  }
}
