package ca.portage.gateway.pickup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.content.Content;
import ca.portage.spool.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropFolderTest {
  @TempDir Path folder;

  private final List<Path> told = new ArrayList<>();
  private DropFolder drop;

  @BeforeEach
  void make() throws Exception {
    drop = new DropFolder(folder, Clock.systemUTC());
    drop.prepare();
  }

  @Test
  void aDeliveredFileIsDeletedIfItIsWhatWasSent() throws Exception {
    Path claimed = drop.claim("m1", Files.writeString(folder.resolve("a.edi"), "whole"));
    String sent = Sha256.of(Content.of(claimed)).sha256Hex();
    assertThat(drop.forget("m1", Optional.of(sent), told::add)).isEmpty();
    assertThat(claimed).doesNotExist();
    assertThat(drop.claimedIds()).isEmpty();
  }

  @Test
  void aFileThatGrewAfterItWasTakenIsKeptWithItsReason() throws Exception {
    Path claimed = drop.claim("m1", Files.writeString(folder.resolve("a.edi"), "half"));
    String sent = Sha256.of(Content.of(claimed)).sha256Hex();
    Files.writeString(claimed, " and the rest", StandardOpenOption.APPEND);
    Path kept = drop.forget("m1", Optional.of(sent), told::add).orElseThrow();
    assertThat(told).containsExactly(kept);
    assertThat(kept).hasContent("half and the rest");
    assertThat(kept.resolveSibling("a.edi.reason.txt")).content().contains("changed after");
  }

  @Test
  void anAdminIsToldBeforeAFileGoesToQuarantineSoThatNoCrashLosesTheAlert() throws Exception {
    Path file = Files.writeString(folder.resolve("a.edi"), "x");
    Path target =
        drop.quarantine(
            file,
            "no reason",
            path -> {
              assertThat(file).exists();
              told.add(path);
            });
    assertThat(told).containsExactly(target);
    assertThat(target).exists();
  }

  @Test
  void aFileThatResistsIsToldOnceARunAndANewOneOfItsNameIsToldAgain() throws Exception {
    Path file = folder.resolve("a.edi");
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> drop.quarantine(file, "no reason", told::add))
          .isInstanceOf(IOException.class);
    }
    assertThat(told).hasSize(1);
    for (int i = 0; i < 2; i++) {
      Files.delete(drop.quarantine(Files.writeString(file, "x"), "no reason", told::add));
    }
    assertThat(told).hasSize(2);
  }
}
