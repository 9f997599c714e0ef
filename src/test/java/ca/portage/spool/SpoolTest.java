package ca.portage.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
  @TempDir Path home;

  @Test
  void aCutDownloadIsKeptAsARawFileAndReported() throws IOException {
    try (Spool spool = Spool.open(root());
        Receiving receiving = spool.in("poll1").receive()) {
      receiving.write("half an ans".getBytes());
    }
    try (Spool spool = Spool.open(root())) {
      InFolder files = spool.in("poll1");
      assertThat(spool.salvaged())
          .containsExactly(
              new Salvaged("poll1", files.raw(), Sha256.of(Content.of("half an ans".getBytes()))));
      assertThat(files.raw()).hasContent("half an ans");
      assertThat(files.part()).doesNotExist();
    }
  }

  @Test
  void aStoredDownloadIsRawAndNotSalvagedAgain() throws IOException {
    try (Spool spool = Spool.open(root())) {
      try (Receiving receiving = spool.in("poll1").receive()) {
        receiving.write("answer".getBytes());
        assertThat(receiving.store()).isEqualTo(Sha256.of(Content.of("answer".getBytes())));
      }
      assertThat(spool.in("poll1").part()).doesNotExist();
    }
    try (Spool spool = Spool.open(root())) {
      assertThat(spool.salvaged()).isEmpty();
      assertThat(spool.in("poll1").raw()).hasContent("answer");
    }
  }

  @Test
  void plaintextACrashLeftInTheWorkFolderIsGoneAfterTheNextStart() throws IOException {
    Path work = Files.createDirectories(root().resolve("work/deep"));
    Path outside = Files.writeString(home.resolve("outside"), "not ours");
    Files.writeString(work.resolve("plain.edi"), "UNB+secret");
    Files.createSymbolicLink(work.resolve("link"), outside);
    try (Spool spool = Spool.open(root());
        Stream<Path> left = Files.list(spool.work())) {
      assertThat(left).isEmpty();
    }
    assertThat(outside).hasContent("not ours");
  }

  @Test
  void readingChangesNothingAndWorksBesideTheOwner() throws IOException {
    try (Spool owner = Spool.open(root())) {
      Path wire = owner.out("M1").wire();
      Durable.write(wire, Content.of(new byte[] {1}));
      try (Spool reader = Spool.read(root())) {
        assertThat(reader.out("M1").wire()).exists().isEqualTo(wire);
        assertThat(reader.out("M2").folder()).doesNotExist();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../x", "a/b", ".hidden", "a\\b", "C:x", "a\nb", "-rf"})
  void anIdThatIsNoPlainNameNeverBecomesAPath(String id) throws IOException {
    try (Spool spool = Spool.open(root())) {
      assertThatThrownBy(() -> spool.out(id)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> spool.in(id)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void networkFileSystemsAreRefusedAndLocalOnesAreNot() {
    assertThat(List.of("nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs"))
        .allMatch(SpoolStart::network);
    assertThat(List.of("ext4", "xfs", "btrfs", "overlay", "tmpfs", "NTFS", "fuse.fuse-overlayfs"))
        .noneMatch(SpoolStart::network);
  }

  @Test
  void theRefusalOfANetworkFileSystemSaysWhichItIsAndWhereTheHomeBelongs() throws IOException {
    SpoolStart.refuseNetwork(home, "ext4");
    assertThatThrownBy(() -> SpoolStart.refuseNetwork(home, "nfs4"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(home.toString())
        .hasMessageContaining("nfs4")
        .hasMessageContaining("Nothing was changed. Put the home on a local disk");
  }

  private Path root() {
    return home.resolve("spool");
  }
}
