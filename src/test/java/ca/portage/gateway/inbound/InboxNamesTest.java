package ca.portage.gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.content.Content;
import ca.portage.ledger.Ulid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxNamesTest {
  private static final Content EDI = Content.of("UNB".getBytes(StandardCharsets.US_ASCII));
  private static final int MANY = 20_000;
  private static final long YEARS_SECONDS = 4_000_000_000L;

  /** Device names of Windows, whatever ending follows them. */
  private static final String RESERVED = "(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?";

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
  void everyNameIsGoodOnEveryFileSystemAndNeverTheSameTwice() {
    Random random = new Random(7);
    Ulid ids = new Ulid(Clock.systemUTC(), new SecureRandom());
    Set<String> foldedNames = new HashSet<>();
    for (int i = 0; i < MANY; i++) {
      Instant at = Instant.ofEpochSecond(random.nextLong(YEARS_SECONDS));
      String kind = List.of("edifact", "cadex", "other").get(random.nextInt(3));
      String name = Inbox.name(at, kind, ids.next());
      assertThat(name).matches("[0-9]{8}T[0-9]{6}_[a-z]+_[0-9A-Z]{26}\\.edi").hasSizeLessThan(80);
      assertThat(name).doesNotMatch(RESERVED).doesNotContain("..");
      // Windows and most shares take Abc and aBC for one name.
      assertThat(foldedNames.add(name.toLowerCase(Locale.ROOT))).as(name).isTrue();
    }
  }

  @Test
  void aRenameThatHappenedThoughItsAnswerSaidItFailedIsNotDoneAgain() throws IOException {
    inbox.write("m1", EDI);
    Files.move(inbox.temporary("m1"), share.resolve("a.edi"));
    assertThat(inbox.waits("m1")).isFalse();
    assertThatThrownBy(() -> inbox.publish("m1", "b.edi")).isInstanceOf(NoSuchFileException.class);
    assertThat(share.resolve("a.edi")).hasContent("UNB");
    assertThat(share.resolve("b.edi")).doesNotExist();
  }

  @Test
  void aFileInTheWayIsKeptAndOursArrivesOnceItIsGone() throws IOException {
    inbox.write("m1", EDI);
    Files.writeString(share.resolve("a.edi"), "theirs");
    assertThatThrownBy(() -> inbox.publish("m1", "a.edi"))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("move it away");
    assertThat(share.resolve("a.edi")).hasContent("theirs");
    assertThat(inbox.waits("m1")).isTrue();
    Files.delete(share.resolve("a.edi"));
    inbox.publish("m1", "a.edi");
    assertThat(share.resolve("a.edi")).hasContent("UNB");
    assertThat(inbox.waits("m1")).isFalse();
  }

  @Test
  void aLinkInTheWayIsNeverFollowed() throws IOException {
    Path outside = folder.resolve("outside");
    Files.createSymbolicLink(share.resolve("a.edi"), outside);
    inbox.write("m1", EDI);
    assertThatThrownBy(() -> inbox.publish("m1", "a.edi"))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(outside).doesNotExist();
    assertThat(inbox.waits("m1")).isTrue();
  }

  @Test
  void whatACrashLeftOfATemporaryFileIsReplacedBeforeItIsPublished() throws IOException {
    Files.writeString(inbox.temporary("m1"), "half of something much longer");
    inbox.write("m1", EDI);
    inbox.publish("m1", "a.edi");
    assertThat(share.resolve("a.edi")).hasContent("UNB");
  }
}
