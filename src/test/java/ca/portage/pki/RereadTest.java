package ca.portage.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.pki.Reread.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are read again when they change: checked, then swapped. */
class RereadTest {
  @TempDir Path folder;
  private Path file;
  private Reread<String> reread;
  private int reads;

  @BeforeEach
  void read() throws Exception {
    file = Files.writeString(folder.resolve("a"), "one");
    reread = new Reread<>(List.of(folder), this::content);
  }

  private String content() throws PkiException {
    reads++;
    try {
      String text = Files.readString(file);
      if (text.startsWith("bad")) {
        throw new PkiException("it says " + text);
      }
      return text;
    } catch (IOException e) {
      throw new PkiException("it is gone", e);
    }
  }

  @Test
  void whatDoesNotChangeIsReadOnce() {
    assertThat(looks(5)).containsOnly(Kind.SAME);
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void aChangeIsInUseOnceTwoLooksSawTheSame() throws Exception {
    Files.writeString(file, "second");
    assertThat(looks(3)).containsExactly(Kind.SAME, Kind.SWAPPED, Kind.SAME);
    assertThat(reread.current()).isEqualTo("second");
  }

  @Test
  void aFileThatIsStillGrowingIsLetAlone() throws Exception {
    for (int i = 0; i < 5; i++) {
      Files.writeString(file, "x".repeat(10 + i));
      assertThat(looks(1)).containsExactly(Kind.SAME);
    }
    assertThat(reads).isEqualTo(1);
    assertThat(looks(1)).containsExactly(Kind.SWAPPED);
  }

  @Test
  void aBrokenFileLeavesTheOldSetAndIsSaidOnce() throws Exception {
    Files.writeString(file, "bad file");
    assertThat(looks(4)).containsExactly(Kind.SAME, Kind.REFUSED, Kind.SAME, Kind.SAME);
    assertThat(reread.current()).isEqualTo("one");
    Files.writeString(file, "bad again, otherwise");
    looks(1);
    assertThat(reread.look().reason()).isEqualTo("it says bad again, otherwise");
    Files.writeString(file, "good");
    assertThat(looks(2)).containsExactly(Kind.SAME, Kind.SWAPPED);
    assertThat(reread.current()).isEqualTo("good");
  }

  @Test
  void aFileMoreOrLessIsAChangeToo() throws Exception {
    Path more = Files.writeString(folder.resolve("b"), "");
    assertThat(looks(2)).containsExactly(Kind.SAME, Kind.SWAPPED);
    Files.delete(more);
    assertThat(looks(2)).containsExactly(Kind.SAME, Kind.SWAPPED);
  }

  @Test
  void theOldFilesBackAreInOrderAgain() throws Exception {
    Path aside = folder.resolveSibling(folder.getFileName() + ".aside");
    Files.move(file, aside);
    assertThat(looks(2)).containsExactly(Kind.SAME, Kind.REFUSED);
    Files.move(aside, file);
    assertThat(looks(2)).containsExactly(Kind.BACK, Kind.SAME);
    assertThat(reread.current()).isEqualTo("one");
  }

  @Test
  void aFolderThatIsGoneLeavesTheOldSet() throws Exception {
    Files.delete(file);
    Files.delete(folder);
    try {
      assertThat(looks(2)).containsExactly(Kind.SAME, Kind.REFUSED);
      assertThat(reread.current()).isEqualTo("one");
    } finally {
      Files.createDirectory(folder);
    }
  }

  @Test
  void aBadStartIsNoStart() throws Exception {
    Files.writeString(file, "bad");
    assertThatThrownBy(() -> new Reread<>(List.of(folder), this::content))
        .isInstanceOf(PkiException.class);
  }

  private List<Kind> looks(int count) {
    return Stream.generate(() -> reread.look().kind()).limit(count).toList();
  }
}
