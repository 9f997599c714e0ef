package ca.portage.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableOrderTest {
  private static final Content OLD = Content.of("old".getBytes(StandardCharsets.US_ASCII));
  private static final Content NEW = Content.of("new".getBytes(StandardCharsets.US_ASCII));

  @TempDir Path folder;
  private Path file;
  private WatchedDisk disk;
  private DurableWriter writer;

  @BeforeEach
  void watch() {
    file = folder.resolve("wire");
    disk = new WatchedDisk();
    writer = new DurableWriter(disk);
  }

  @Test
  void bytesAreForcedBeforeTheRenameAndTheFolderAfterIt() throws IOException {
    writer.write(file, NEW, false);
    assertThat(disk.calls)
        .containsExactly(
            "create .wire.1.tmp", "force 3 bytes", "move .wire.1.tmp wire", "force folder");
  }

  @Test
  void aFailedForceIsNeverRepeatedButTheBytesAreWrittenAgainUnderAnotherName() throws IOException {
    disk.failingForces = 1;
    writer.write(file, NEW, false);
    assertThat(disk.calls)
        .containsExactly(
            "create .wire.1.tmp",
            "force fails",
            "create .wire.2.tmp",
            "force 3 bytes",
            "move .wire.2.tmp wire",
            "force folder");
    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("wire");
  }

  @Test
  void aSecondFailedForceLeavesTheOldFileAndTellsTheAdmin() throws IOException {
    writer.write(file, OLD, false);
    disk.failingForces = 2;
    assertThatThrownBy(() -> writer.write(file, NEW, true))
        .isInstanceOf(ForceFailedException.class)
        .hasMessageContaining("did not confirm");
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("wire");
  }

  @Test
  void whatACrashLeftOfAnEarlierTryIsReplaced() throws IOException {
    Files.writeString(folder.resolve(".wire.1.tmp"), "half of someth");
    writer.write(file, NEW, false);
    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("wire");
  }

  @Test
  void writeNeverReplacesAFile() throws IOException {
    writer.write(file, OLD, false);
    assertThatThrownBy(() -> writer.write(file, NEW, false))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("old");
  }

  @Test
  void aContentThatIsCutLeavesNoFile() throws IOException {
    Path source = Files.writeString(folder.resolve("source"), "twelve bytes");
    Content content = Content.of(source);
    Files.writeString(source, "short");
    assertThatThrownBy(() -> writer.write(file, content, false)).isInstanceOf(IOException.class);
    assertThat(names()).containsExactly("source");
  }

  @Test
  void aMoveForcesBothFolders() throws IOException {
    Path claimed = Files.createDirectory(folder.resolve("claimed"));
    Files.writeString(file, "new");
    writer.move(file, claimed.resolve("wire"));
    assertThat(disk.calls).containsExactly("move wire wire", "force folder", "force folder");
  }

  @Test
  void aFolderThatIsNotConfirmedHasTheWholeFileWrittenAnewEvenOneThatMustNotExist()
      throws IOException {
    disk.failingFolders = 1;
    writer.write(file, NEW, false);
    assertThat(disk.calls)
        .containsExactly(
            "create .wire.1.tmp",
            "force 3 bytes",
            "move .wire.1.tmp wire",
            "force folder fails",
            "create .wire.2.tmp",
            "force 3 bytes",
            "move .wire.2.tmp wire",
            "force folder");
    assertThat(file).hasContent("new");
  }

  @Test
  void aNewFolderThatIsNotConfirmedDoesNotStay() {
    disk.failingFolders = 2;
    assertThatThrownBy(() -> writer.folder(folder.resolve("M1")))
        .isInstanceOf(ForceFailedException.class);
    assertThat(folder.resolve("M1")).doesNotExist();
  }

  @Test
  void aSecondFailureInASpoolIsToldToWhoRunsIt() throws IOException {
    List<ForceFailedException> told = new ArrayList<>();
    try (Room room = Room.open(folder, 0)) {
      room.onLost(told::add);
      disk.failingForces = 1;
      writer.write(file, OLD, true);
      assertThat(told).isEmpty();
      disk.failingForces = 2;
      assertThatThrownBy(() -> writer.write(file, NEW, true))
          .isInstanceOf(ForceFailedException.class);
      assertThat(told).hasSize(1);
    }
  }

  @Test
  void anAnswerThatIsNotConfirmedIsWrittenAnewFromWhatCame() throws IOException {
    InFolder in = new InFolder(folder, "poll1");
    try (Receiving receiving = Receiving.open(in, disk)) {
      receiving.write("answer".getBytes(StandardCharsets.US_ASCII));
      disk.failingForces = 1;
      assertThat(receiving.store().sizeBytes()).isEqualTo(6);
    }
    assertThat(disk.calls)
        .containsExactly(
            "create poll1.part",
            "force fails",
            "create poll1.part.again",
            "force 6 bytes",
            "move poll1.part.again poll1.part",
            "move poll1.part poll1.raw",
            "force folder");
    assertThat(in.raw()).hasContent("answer");
  }

  @Test
  void anAnswerThatIsNeverConfirmedStaysForTheNextStart() throws IOException {
    InFolder in = new InFolder(folder, "poll1");
    try (Receiving receiving = Receiving.open(in, disk)) {
      receiving.write("answer".getBytes(StandardCharsets.US_ASCII));
      disk.failingForces = 2;
      assertThatThrownBy(receiving::store).isInstanceOf(ForceFailedException.class);
    }
    assertThat(in.raw()).doesNotExist();
    assertThat(SpoolStart.salvage(folder)).hasSize(1);
    assertThat(names()).containsExactly("poll1.raw");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  /** The real disk, which also remembers what it was asked and fails a number of forces. */
  private static final class WatchedDisk extends Disk {
    final List<String> calls = new ArrayList<>();
    int failingForces;
    int failingFolders;

    @Override
    FileChannel create(Path path) throws IOException {
      calls.add("create " + path.getFileName());
      return super.create(path);
    }

    @Override
    void force(FileChannel channel) throws IOException {
      if (failingForces > 0) {
        failingForces--;
        calls.add("force fails");
        throw new IOException("Input/output error");
      }
      calls.add("force " + channel.size() + " bytes");
      super.force(channel);
    }

    @Override
    void move(Path from, Path to) throws IOException {
      calls.add("move " + from.getFileName() + " " + to.getFileName());
      super.move(from, to);
    }

    @Override
    void forceFolder(Path path) throws IOException {
      if (failingFolders > 0) {
        failingFolders--;
        calls.add("force folder fails");
        throw new IOException("Input/output error");
      }
      calls.add("force folder");
      super.forceFolder(path);
    }
  }
}
