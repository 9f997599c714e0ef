package ca.portage.gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
  private static final Content EDI = Content.of("UNB".getBytes(StandardCharsets.US_ASCII));

  @TempDir Path folder;

  private Path share;
  private Inbox inbox;

  @BeforeEach
  void make() throws IOException {
    share = Files.createDirectory(folder.resolve("inbox"));
    inbox = new Inbox(share, folder.resolve("mark"));
    inbox.prepare();
  }

  @Test
  void aFileThatWasPublishedWaitsNoLongerEvenIfItWasTakenAway() throws IOException {
    inbox.write("m1", EDI);
    assertThat(inbox.waits("m1")).isTrue();
    inbox.publish("m1", "a.edi");
    Files.delete(share.resolve("a.edi"));
    assertThat(inbox.waits("m1")).isFalse();
  }

  @Test
  void anInboxThatIsAwayNeverCountsAsArrived() throws IOException {
    inbox.write("m1", EDI);
    Files.move(share, folder.resolve("elsewhere"));
    assertThatThrownBy(() -> inbox.waits("m1")).isInstanceOf(IOException.class);
    Files.createDirectory(share);
    assertThatThrownBy(() -> inbox.waits("m1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("mounted");
    assertThatThrownBy(() -> inbox.write("m2", EDI)).isInstanceOf(IOException.class);
    assertThat(share).isEmptyDirectory();
  }

  @Test
  void theInboxThatComesBackIsKnownAgain() throws IOException {
    inbox.write("m1", EDI);
    Files.move(share, folder.resolve("elsewhere"));
    Files.move(folder.resolve("elsewhere"), share);
    assertThat(inbox.waits("m1")).isTrue();
  }

  @Test
  void aFileOfTheSameNameIsNeverOverwritten() throws IOException {
    Files.writeString(share.resolve("a.edi"), "theirs");
    inbox.write("m1", EDI);
    assertThatThrownBy(() -> inbox.publish("m1", "a.edi"))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(share.resolve("a.edi")).hasContent("theirs");
  }
}
