package ca.portage.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableTest {
  @TempDir Path folder;

  @Test
  void aCopyIsCountedAndHashedInTheSamePass() throws IOException {
    Content abc = Content.of("abc".getBytes(StandardCharsets.US_ASCII));
    Stored stored = Durable.copy(abc, folder.resolve("payload"));
    assertThat(stored)
        .isEqualTo(
            new Stored(3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    assertThat(Sha256.of(Content.of(folder.resolve("payload")))).isEqualTo(stored);
  }

  @Test
  void aFileOfManyBuffersArrivesWhole() throws IOException {
    byte[] bytes = new byte[3_000_001];
    Arrays.fill(bytes, (byte) 0xA5);
    Durable.write(folder.resolve("wire"), Content.of(bytes));
    assertThat(folder.resolve("wire")).hasBinaryContent(bytes);
  }

  @Test
  void aMoveToAnotherFileSystemIsRefusedAndNeverBecomesACopy() throws IOException {
    Path memory = Path.of("/dev/shm");
    assumeTrue(Files.isWritable(memory));
    assumeTrue(!Files.getFileStore(memory).equals(Files.getFileStore(folder)));
    Path file = Files.writeString(folder.resolve("x.edi"), "UNB");
    Path target = memory.resolve("portage-" + ProcessHandle.current().pid());
    assertThatThrownBy(() -> Durable.move(file, target))
        .isInstanceOf(OtherFileSystemException.class)
        .hasMessageContaining("different file systems");
    assertThat(file).hasContent("UNB");
    assertThat(target).doesNotExist();
  }

  @Test
  void aMoveNeverOverwrites() throws IOException {
    Path from = Files.writeString(folder.resolve("a"), "a");
    Path to = Files.writeString(folder.resolve("b"), "b");
    assertThatThrownBy(() -> Durable.move(from, to)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(to).hasContent("b");
  }

  @Test
  void theLoserOfARaceForAFileIsToldThatItIsGone() {
    assertThatThrownBy(() -> Durable.move(folder.resolve("gone"), folder.resolve("mine")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
