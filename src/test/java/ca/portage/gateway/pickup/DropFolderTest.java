package ca.portage.gateway.pickup;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import ca.portage.spool.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropFolderTest {
  @TempDir Path folder;

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
    assertThat(drop.forget("m1", Optional.of(sent))).isEmpty();
    assertThat(claimed).doesNotExist();
    assertThat(drop.claimedIds()).isEmpty();
  }

  @Test
  void aFileThatGrewAfterItWasTakenIsKeptWithItsReason() throws Exception {
    Path claimed = drop.claim("m1", Files.writeString(folder.resolve("a.edi"), "half"));
    String sent = Sha256.of(Content.of(claimed)).sha256Hex();
    Files.writeString(claimed, " and the rest", StandardOpenOption.APPEND);
    Path kept = drop.forget("m1", Optional.of(sent)).orElseThrow();
    assertThat(kept).hasContent("half and the rest");
    assertThat(kept.resolveSibling("a.edi.reason.txt")).content().contains("changed after");
  }
}
